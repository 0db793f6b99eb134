"""Where a language model and the offline parts saw the same thing differently, and what it used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from trainer.disagreement import MOVES
from trainer.llm.usage import Usage
from trainer.report import Verdict
from trainer.review import effective
from trainer.rubric import Criterion, Rubric
from trainer.session import Session
from trainer.store.model_use import Listed
from trainer.web import words
from trainer.web.render import render

PURPOSES: Mapping[str, str] = {
    "voice": "speaking as the buyer",
    "reader": "hearing what the rep did",
    "judge": "judging",
    "coach": "coaching",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One disagreement in words. On what was heard `criterion` is None; `turn` 0 is no turn."""

    session: str
    title: str
    rep: str
    turn: int
    words: str
    criterion: Criterion | None
    model: str
    offline: str
    settled: str


def differences(
    found: Sequence[Listed], sessions: Mapping[str, Session], rubric: Rubric
) -> list[Difference]:
    """In the order found; those of sessions that are not given, or on criteria that the rubric no
    longer has, are left out."""
    known = {c.id: c for c in rubric.criteria}
    return [
        Difference(
            item.session,
            item.title,
            item.rep,
            item.disagreement.turn,
            item.words,
            known.get(item.disagreement.about),
            _said(item.disagreement.about, item.disagreement.model),
            _said(item.disagreement.about, item.disagreement.offline),
            _settled(item, sessions[item.session], rubric),
        )
        for item in found
        if item.session in sessions and item.disagreement.about in (MOVES, *known)
    ]


def _said(about: str, labels: Sequence[str]) -> str:
    """What one side said, in plain words; a verdict with its shape."""
    if about == MOVES:
        return ", ".join(words.heard(labels)) or "nothing of note"
    verdict = Verdict(labels[0])
    return f"{words.SHAPES[verdict]} {words.VERDICTS[verdict]}"


def _settled(item: Listed, session: Session, rubric: Rubric) -> str:
    """Which of the two counts now, or what does in place of both."""
    found = item.disagreement
    kept, by = _counting(found.about, found.turn, session, rubric)
    if by:
        return f"{by} decided: {_said(found.about, kept)}."
    if set(kept) == set(found.model):
        return "The model’s word counts."
    if set(kept) == set(found.offline):
        return "The offline word counts."
    return f"Neither; what counts is: {_said(found.about, kept)}."


def _counting(about: str, turn: int, session: Session, rubric: Rubric) -> tuple[Sequence[str], str]:
    """What counts now, and the trainer who said so where one did."""
    if about == MOVES:
        return tuple(sorted(session.turns[turn - 1].heard.labels)), ""
    grade = effective(session, rubric)
    override = grade.overruled.get(about)
    return (grade.results[about].verdict.value,), override.author if override else ""


def differences_page(found: Sequence[Difference], *, most: int) -> Markup:
    """The page with all of them; `most` is how many are shown at all."""
    return render("differences", found=found, most=most)


def spent(usage: Usage) -> str:
    """`asked 14 times, 23,110 tokens, 0.021 at your prices`; no cost without prices."""
    times = "once" if usage.calls == 1 else f"{usage.calls:,} times"
    least = "at least " if usage.unreported else ""
    parts = [f"asked {times}", f"{least}{usage.prompt + usage.completion:,} tokens"]
    if usage.cost is not None:
        parts.append(f"{least}{_money(usage.cost)} at your prices")
    return ", ".join(parts)


def _money(cost: float) -> str:
    """Two figures where it is little, two decimals where it is not."""
    return f"{cost:.2f}" if cost >= 10 else f"{cost:.2g}"


def by_purpose(usage: Mapping[str, Usage]) -> list[tuple[str, str]]:
    """(what for, what it took), dearest first."""
    ordered = sorted(usage.items(), key=lambda u: -(u[1].prompt + u[1].completion))
    return [(PURPOSES.get(name, name), spent(used)) for name, used in ordered]
