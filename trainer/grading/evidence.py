"""From turn numbers to quotes: every quote is an exact span of the transcript.

A judge, ours or a model, names turns; this file checks the numbers and cuts the words. A quote is
never taken from a judge, because models misquote a third of the time when asked to quote.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from trainer.conversation import Conversation, Heard, Transcript
from trainer.grading.words import telling
from trainer.report import CriterionResult, Evidence, Judgement, Verdict

MOST_QUOTES = 4
LONGEST = 240  # characters of one quote
ASKING = frozenset(
    {"ask", "ask_specific", "ask_smaller", "ask_open", "impact", "probe", "qualify", "temperature"}
)
_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|\n+")

Span = tuple[int, int]


def sentences(text: str) -> tuple[Span, ...]:
    """(start, end) of each sentence, without the spaces around it."""
    spans: list[Span] = []
    start = 0
    for gap in [*_END.finditer(text), None]:
        end = gap.start() if gap else len(text)
        piece = text[start:end]
        if piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            spans.append((left, start + len(piece.rstrip())))
        start = gap.end() if gap else end
    return tuple(spans)


def statements(text: str) -> str:
    """The sentences of `text` that ask nothing."""
    pieces = (text[start:end] for start, end in sentences(text))
    return " ".join(piece for piece in pieces if "?" not in piece)


def best_sentence(text: str, label: str = "", words: frozenset[str] = frozenset()) -> Span | None:
    """The sentence that most likely carries `label`: a question for asking moves, else the one
    that shares most with `words`, else the one that says most."""
    spans = sentences(text)
    if not spans:
        return None

    def worth(span: Span) -> tuple[int, int, int]:
        piece = text[span[0] : span[1]]
        said = telling(piece)
        return (int(label in ASKING and "?" in piece), len(said & words), len(said))

    return max(spans, key=worth)


def trimmed(text: str, span: Span) -> str:
    """The span's words, at most `LONGEST` characters, cut at a space and still an exact span."""
    start, end = span
    if end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        end = cut if cut > start else start + LONGEST
    return text[start:end].strip()


def cut(text: str, anchor: str | Span | None, label: str = "") -> str:
    """The quote for one turn: around `anchor` (words or a span) if it is there, else the best
    sentence. Empty only for a turn without words."""
    if isinstance(anchor, tuple):
        start, end = max(0, anchor[0]), min(len(text), anchor[1])
        if text[start:end].strip():
            return trimmed(text, (start, end))
    elif anchor:
        at = text.lower().find(anchor.lower())
        home = next((s for s in sentences(text) if s[0] <= at < s[1]), None)
        if at >= 0 and home:
            return trimmed(text, home)
    best = best_sentence(text, label, telling(anchor) if isinstance(anchor, str) else frozenset())
    return trimmed(text, best) if best else ""


def anchors_for(
    turns: Sequence[int], label: str, heard: Sequence[Heard]
) -> Mapping[int, str | Span]:
    """For each turn where the reader marked the sentence that carries `label`: that sentence."""
    if not label:
        return {}
    return {t: heard[t - 1].spans[label] for t in turns if label in heard[t - 1].spans}


def quotes(transcript: Transcript, judgement: Judgement, label: str = "") -> tuple[Evidence, ...]:
    """One exact quote for each valid turn a judgement names, in its order, each turn once."""
    found: dict[int, Evidence] = {}
    for turn in judgement.turns:
        if turn in found or not 1 <= turn <= len(transcript.turns):
            continue
        quote = cut(transcript.turns[turn - 1].text, judgement.anchors.get(turn), label)
        if quote:
            found[turn] = Evidence(turn, quote)
        if len(found) == MOST_QUOTES:
            break
    return tuple(found.values())


def checked(
    id: str, judgement: Judgement, conversation: Conversation, judge: str = "offline"
) -> CriterionResult:
    """A judgement with its quotes. One that scores but rests on no valid turn becomes unscored."""
    verdict, note = judgement.verdict, judgement.note
    evidence: tuple[Evidence, ...] = ()
    if verdict is not Verdict.NA:
        evidence = quotes(conversation.transcript, judgement)
        if not evidence and verdict.points is not None:
            verdict, note = Verdict.UNSCORED, "No turn was named that this could rest on."
    return CriterionResult(
        id=id,
        verdict=verdict,
        evidence=evidence,
        note=note,
        missing=judgement.missing if verdict is Verdict.PARTLY else "",
        judge=judge,
        confidence=judgement.confidence,
    )
