"""What must not matter does not: names, genders, company, spelling, fillers, casing.

Each change is made to twelve annotated conversations, read by the real offline reader; at most one
verdict in twenty may flip.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from trainer.conversation import Transcript, Turn
from trainer.grading.offline import judge
from trainer.grading.reference import known
from trainer.reading.local import LocalReader
from trainer.report import Verdict

READER = LocalReader()
MOST_FLIPS = 0.05
TALKS = [k.conversation.transcript for k in known(Path(__file__).parents[1] / "reference")][::4]

NAMES = ("Alder", "Bryony", "Cormac", "Dilys", "Ewan", "Fenella", "Gethin", "Hester", "Idris")
GENDERS = {
    "he": "she", "she": "he", "him": "her", "his": "her", "her": "his", "hers": "his",
    "himself": "herself", "herself": "himself", "man": "woman", "woman": "man", "wife": "husband",
    "husband": "wife", "son": "daughter", "daughter": "son", "brother": "sister",
    "sister": "brother", "lads": "girls", "lad": "girl", "mr": "ms", "ms": "mr", "mother": "father",
    "father": "mother", "uncle": "aunt", "aunt": "uncle", "guy": "woman", "sir": "madam",
}  # fmt: skip
AMERICAN = {
    "organisation": "organization", "colour": "color", "programme": "program", "centre": "center",
    "realise": "realize", "realised": "realized", "organise": "organize", "favour": "favor",
    "cheque": "check", "licence": "license", "metre": "meter", "metres": "meters", "litre": "liter",
    "grey": "gray", "tyre": "tire", "tyres": "tires", "analyse": "analyze",
    "travelling": "traveling", "cancelled": "canceled", "labour": "labor", "whilst": "while",
    "recognise": "recognize", "apologise": "apologize", "enquiry": "inquiry",
}  # fmt: skip
BRITISH = {american: british for british, american in AMERICAN.items()}
FILLERS = ("um, ", "well, ", "er, ", "so, you know, ")
CAPITAL = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}\b(?!['’])")
_KEPT_WORDS = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December Christmas Easter English French German"
)
KEPT = frozenset(_KEPT_WORDS.split())


def swapped(words: dict[str, str]) -> Callable[[str, int], str]:
    """Change whole words, keeping a capital first letter."""

    def change(text: str, _: int) -> str:
        def one(match: re.Match[str]) -> str:
            word = match.group()
            other = words.get(word.lower(), word)
            return other.capitalize() if word[0].isupper() else other

        return re.sub(r"[A-Za-z]+", one, text)

    return change


def renamed(text: str, _: int) -> str:
    """Every capitalised word inside a sentence that is no day or month becomes another name."""

    def one(match: re.Match[str]) -> str:
        word = match.group()
        return word if word in KEPT else NAMES[sum(map(ord, word)) % len(NAMES)]

    return CAPITAL.sub(one, text)


def company(text: str, _: int) -> str:
    """Made-up capitals such as product and company names at the start of a sentence, too."""
    return re.sub(r"\b(?:[A-Z][a-z]+){2,}\b|\b[A-Z]{3,}\b", "Quorra", renamed(text, 0))


def filled(text: str, number: int) -> str:
    """A filler at the start of every turn."""
    return FILLERS[number % len(FILLERS)] + text if text else text


def lowered(text: str, _: int) -> str:
    return text.lower()


def unpunctuated(text: str, _: int) -> str:
    """Typed in a hurry: no full stop at the end, straight quotes, no capitals at the start."""
    text = text.replace("’", "'").rstrip(".")
    return text[:1].lower() + text[1:]


CHANGES: dict[str, Callable[[str, int], str]] = {
    "names": renamed,
    "company": company,
    "genders": swapped(GENDERS),
    "American spelling": swapped(AMERICAN),
    "British spelling": swapped(BRITISH),
    "fillers": filled,
    "lower case": lowered,
    "hasty typing": unpunctuated,
}


def changed(talk: Transcript, change: Callable[[str, int], str]) -> Transcript:
    turns = tuple(Turn(t.speaker, change(t.text, n)) for n, t in enumerate(talk.turns))
    return replace(talk, turns=turns)


@pytest.fixture(scope="module")
def verdicts(rubric):
    def run(talk: Transcript) -> dict[str, Verdict]:
        return {id: j.verdict for id, j in judge(READER.read(talk), rubric, force=True).items()}

    return run


@pytest.fixture(scope="module")
def plain(verdicts):
    return [verdicts(talk) for talk in TALKS]


@pytest.mark.parametrize("name", CHANGES)
def test_verdicts_hardly_flip_when_only_the_surface_changes(name, verdicts, plain):
    flips = total = touched = 0
    for talk, before in zip(TALKS, plain, strict=True):
        other = changed(talk, CHANGES[name])
        touched += other != talk
        after = verdicts(other)
        flips += sum(before[id] is not after[id] for id in before)
        total += len(before)
    assert touched, "a change that changes nothing proves nothing"
    assert flips <= MOST_FLIPS * total, f"{flips} of {total}"
