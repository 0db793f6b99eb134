"""What does not count: words meant for the grader, repetition, the buyer's own words handed back.

Flagged words are blanked out and the talk is heard again without them, so they change nothing at
all. Idle words (repeats, spam, sentences with hidden characters) earn nothing, but they still cost:
nobody can hide a fault in them. Evidence is always cut from the talk as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from trainer.conversation import Conversation, Heard, Transcript, Turn
from trainer.grading.cues import FIGURE
from trainer.grading.evidence import Span, sentences
from trainer.grading.flags import Mark
from trainer.grading.metalanguage import HIDDEN, INSTRUCTION, MARKS, SPAM, plain
from trainer.grading.words import telling, words_of
from trainer.reading.local import LocalReader
from trainer.reading.reader import Reader

_EARNING = (
    "agenda trade insight ask_open impact tailor qualify recap temperature ask ask_specific "
    "ask_smaller redirect hold allow_no acknowledge refocus probe resolve"
)
EARNING = frozenset(_EARNING.split())
ASKING = frozenset({"ask_open", "impact", "qualify", "temperature", "probe"})
TOUCHING = frozenset({"tailor", "recap", "refocus"})
SAME = 90  # rapidfuzz ratio from which two sentences are the same sentence
LONG, CROWDED = 100, 5.5  # words, and moves expected: a turn with everything in it reaches nobody
PART = 25  # words of a long turn that are heard on their own, for what they cost
QUESTIONS = 4  # asked in one breath: only the last one can be answered

Spans = Mapping[int, list[Span]]


def credited(
    conversation: Conversation, found: tuple[Mark, ...], reader: Reader | None = None
) -> Conversation:
    """The conversation as it counts. `found`: flagged spans; `reader`: hears the talk again where
    words were blanked out (the local one by default)."""
    said = conversation.transcript
    idle = _repeats(said)
    for mark in found:
        if mark.what in (HIDDEN, SPAM):
            idle.setdefault(mark.turn, []).append(mark.span)
    for number, turn, heard_there in conversation.turns("rep"):
        if _crowded(turn.text, heard_there):
            idle[number] = [(0, len(turn.text))]
    flagged = _flagged(said, found)
    for number in idle.keys() & flagged.keys():
        idle[number] = [s for s in idle[number] if not _inside(s, flagged[number])]
    idle = {number: spans for number, spans in idle.items() if spans}
    heard: Sequence[Heard] = conversation.heard
    counted = _blanked(said, flagged, idle)
    if counted is not said and any(h.chances for h in heard):
        heard = _heard_again(conversation, counted, idle, reader or LocalReader())
    elif counted is not said:
        heard = [
            _without(h, [*flagged.get(n, ()), *idle.get(n, ())], turn.text)
            for n, turn, h in conversation.turns()
        ]
    return replace(
        conversation,
        transcript=counted,
        heard=tuple(
            _substantial(h, n, turn, counted) if turn.speaker == "rep" and h.chances else h
            for n, (turn, h) in enumerate(zip(counted.turns, heard, strict=True), start=1)
        ),
    )


def _flagged(transcript: Transcript, found: tuple[Mark, ...]) -> dict[int, list[Span]]:
    """Flagged text that is no talk at all. After words to the machine the rest of the turn is."""
    voids: dict[int, list[Span]] = {}
    for mark in found:
        if mark.what in (HIDDEN, SPAM):
            continue
        start, end = mark.span
        if mark.what in (INSTRUCTION, MARKS):
            end = len(transcript.turns[mark.turn - 1].text)
        voids.setdefault(mark.turn, []).append((start, end))
    return voids


def _repeats(transcript: Transcript) -> dict[int, list[Span]]:
    """Sentences of rep turns that the rep, or the buyer, has said before nearly word for word."""
    found: dict[int, list[Span]] = {}
    mine: list[str] = []
    theirs: list[str] = []
    for number, turn in enumerate(transcript.turns, start=1):
        for start, end in sentences(turn.text):
            piece = turn.text[start:end].lower()
            length = len(piece.split())
            if turn.speaker == "buyer":
                theirs += [piece] if length >= 3 else []
            elif length >= 3:
                if (length >= 4 and _same(piece, mine)) or _same(piece, theirs):
                    found.setdefault(number, []).append((start, end))
                mine.append(piece)
    return found


def _same(piece: str, earlier: list[str]) -> bool:
    return process.extractOne(piece, earlier, scorer=fuzz.ratio, score_cutoff=SAME) is not None


def _blanked(transcript: Transcript, *voids: Spans) -> Transcript:
    """The transcript with void text turned into spaces, so that offsets stay the same."""
    if not any(voids):
        return transcript
    turns = list(transcript.turns)
    for spans in voids:
        for number, where in spans.items():
            text = turns[number - 1].text
            for start, end in where:
                text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
            turns[number - 1] = Turn(turns[number - 1].speaker, text)
    return replace(transcript, turns=tuple(turns))


def _heard_again(
    conversation: Conversation, transcript: Transcript, idle: Spans, reader: Reader
) -> list[Heard]:
    """Hear the blanked talk; what is known for sure stays, and so do faults in idle words."""
    known = {n: h for n, _, h in conversation.turns() if not h.chances}
    heard = list(reader.read(transcript, known).heard)
    for number, spans in idle.items():
        turn = conversation.transcript.turns[number - 1]
        past = list(zip(transcript.turns[: number - 1], heard[: number - 1], strict=True))
        for part in _parts(turn.text, spans):
            alone = reader.hear(past, Turn(turn.speaker, part), channel=transcript.channel)
            heard[number - 1] = _with_costs(heard[number - 1], alone)
    return heard


def _with_costs(now: Heard, idle: Heard) -> Heard:
    """`now` with the moves of `idle` that cost something."""
    costs = idle.labels - EARNING
    chances = {**now.chances, **{k: max(idle.chance(k), now.chance(k)) for k in costs}}
    return Heard(now.labels | costs, chances, now.spans)


def _without(heard: Heard, void: list[Span], text: str) -> Heard:
    """A certain reading without the moves that void text earned: those whose sentence is void, or
    all of them when most of the turn is."""
    covered = sum(end - start for start, end in _merged(void))
    mostly = covered >= 0.6 * max(1, len(text.strip()))
    lost = frozenset(
        label
        for label in EARNING & heard.labels
        if mostly or (label in heard.spans and _inside(heard.spans[label], void))
    )
    return _dropped(heard, lost)


def _substantial(heard: Heard, number: int, turn: Turn, transcript: Transcript) -> Heard:
    """A machine's reading of a rep turn without the moves that lack substance."""
    lost: set[str] = set()
    if not words_of(transcript).shared_with_buyer(number):
        lost |= TOUCHING
    if not _names_gain(turn.text):
        lost.add("trade")
    if not words_of(transcript).new_of_rep(number):
        lost.add("ask_smaller")  # the same ask over again
    if "impact" in heard.chances and not _names_cost(heard, number, turn, transcript):
        lost.add("impact")
    if turn.text.count("?") >= QUESTIONS:
        last = max(s for s in sentences(turn.text) if "?" in turn.text[s[0] : s[1]])
        lost |= {x for x in ASKING if heard.spans.get(x, last) != last}
    return _dropped(heard, frozenset(lost))


def _crowded(text: str, heard: Heard) -> bool:
    """Whether a long turn tries to do everything at once."""
    if not heard.chances or len(text.split()) <= LONG:
        return False
    return sum(heard.chance(x) for x in EARNING) > CROWDED


def _parts(text: str, spans: list[Span]) -> Iterator[str]:
    """Idle text in pieces of a few sentences, each once, so that no fault drowns in it."""
    seen: set[str] = set()
    part = ""
    for start, end in sentences(text):
        piece = plain(text[start:end])
        if piece.lower() in seen or not _inside((start, end), spans):
            continue
        seen.add(piece.lower())
        part = f"{part} {piece}".strip()
        if len(part.split()) >= PART:
            yield part
            part = ""
    if part:
        yield part


def _names_gain(text: str) -> bool:
    """A gain needs a "you" and a few words of content beside it."""
    lower = f" {text.lower()} "
    return any(f" {w}" in lower for w in ("you", "ye ", "u ", "ur ")) and len(telling(text)) >= 3


def _names_cost(heard: Heard, number: int, turn: Turn, transcript: Transcript) -> bool:
    """A cost is asked about, put in figures, or tied to something the buyer said."""
    start, end = heard.spans.get("impact", (0, len(turn.text)))
    piece = turn.text[start:end]
    if "?" in piece or FIGURE.search(piece):
        return True
    return bool(telling(piece) & words_of(transcript).shared_with_buyer(number))


def _dropped(heard: Heard, lost: frozenset[str]) -> Heard:
    if lost.isdisjoint(heard.labels | heard.chances.keys()):
        return heard
    chances = {k: (0.0 if k in lost else v) for k, v in heard.chances.items()}
    return Heard(heard.labels - lost, chances, heard.spans)


def _inside(span: Span, void: list[Span]) -> bool:
    """Whether more than half of `span` lies in void text."""
    shared = sum(max(0, min(span[1], e) - max(span[0], s)) for s, e in _merged(void))
    return shared > 0.5 * max(1, span[1] - span[0])


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
