"""What the buyer says to a question nobody wrote an answer for: of the lines that answer any
question of its kind, one that fits this one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np

from trainer.buyer.likeness import alike
from trainer.buyer.lines import DEFAULT, fresh_lines
from trainer.buyer.moment import Moment, Reaction, admits, nod
from trainer.buyer.questions import HOLDS_YOU, kind_of, kinds_of
from trainer.buyer.replies import chances
from trainer.buyer.rules.finding import likest, questions
from trainer.buyer.state import Beat
from trainer.conversation import Act, Move
from trainer.scenario import Resistance

OF_OWN, OF_STOCK = 4, 3  # lines of a kind that are compared…
DRAWS = 4  # …in one of as many choices
AS_GOOD = 0.9  # of the best line's chance: what comes so near may be said as well
LIKELIEST = 1.15  # how much rather than others a line of the likeliest kind is said

# Chances, 0-1, that a line answers what was asked. Of lines given 0.7 or more readers called seven
# in ten fitting and one in eight wrong, of those given less than 0.3 one in five fitting.
UNFIT = 0.3  # below which what a rule would say is no answer
HONEST = 0.3  # from which what lies behind a stall is told to a rep who asks what holds them back
FITS = 0.5  # from which a line may take the place of what a rule would say
WELL = 0.7  # from which the scenario's own words, or else the temperament's, need not fit best

_MISHEARD = (  # what a question may be taken for
    *(Move.PRESSURE, Move.ASSUME_CLOSE, Move.TEMPERATURE),
    *(Move.ASK, Move.ASK_SPECIFIC, Move.ASK_SMALLER),
)
_HOLDS_THEM = frozenset({"own_mind", "no_reason", "either_or"})


@dataclass(frozen=True, slots=True)
class Reply:
    """A line that may be said, and the chance, 0-1, that it answers what was asked."""

    beat: Beat
    chance: float


def has_no_answer(m: Moment) -> Reaction:
    """Nobody wrote an answer to this one: what fits it best, once."""
    asked = questions(m.text)
    if m.before.ducked and alike(asked, m.before.ducked):
        beat = nod("asked_twice", "admit that you ducked it the first time", Act.DODGE)
        reason = f"You asked again, and {m.name} owned up to having no answer for you."
        return Reaction((beat,), reason, replace(m.state, ducked=""))
    reply = general_reply(m)
    behind = _stands_behind(m)
    if behind and reply.beat.source == admits(m, behind).source:
        asked_for_it = asks_what_holds_them(m)
        reason = "You asked what was behind it." if asked_for_it else f"You asked {m.name}."
        reason = f"{reason} {behind.because}"
        return Reaction((reply.beat,), reason, m.state, open=True)
    reason = f"{m.name} had nothing more to say on that."
    return Reaction((reply.beat,), reason, replace(m.state, ducked=asked), open=True)


def general_reply(m: Moment) -> Reply:
    """The best of what answers any question of the kinds this one may be of, and of what lies
    behind the resistance the buyer is in or was in last."""
    kinds = kinds_of(questions(m.text), m.events, told=bool(m.state.told), dated=m.before.dated)
    beats = [nod(kind.situation, kind.purpose, kind.act) for kind in kinds]
    behind = _stands_behind(m)
    if behind and asks_what_holds_them(m):
        honest = best_of(m, [admits(m, behind)])
        if honest.chance >= HONEST:
            return honest
    if behind:
        beats.append(admits(m, behind))
    best = best_of(m, beats)
    if best.beat.line.startswith("fallbacks."):  # the scenario's own words do not dodge it
        return replace(best, beat=replace(best.beat, act=Act.ANSWER))
    return best


def best_of(m: Moment, beats: list[Beat]) -> Reply:
    """The line, of those that say one of `beats`, that fits what was asked best: the first beat's
    before others, the scenario's own before stock lines, where they fit well. Where none has a line
    left, the first beat with no line chosen."""
    lines = [(beat, key, words) for beat in beats for key, words in _some(_lines(m, beat), m.draw)]
    if not lines:
        return Reply(beats[0], 0.0)
    found = chances(m.text, m.said_last, [words for *_, words in lines])
    worth = found * np.array([LIKELIEST if beat == beats[0] else 1 for beat, *_ in lines])
    ranks = np.array([_rank(key) for _, key, _ in lines])
    close = next(
        (worth * (ranks == r) for r in range(2) if _most(found, ranks == r) >= WELL), worth
    )
    good = [n for n, much in enumerate(close) if much >= AS_GOOD * close.max()]
    chosen = good[m.draw // DRAWS % len(good)]
    beat, key, _ = lines[chosen]
    return Reply(replace(beat, line=key), float(found[chosen]))


def _most(found: np.ndarray, among: np.ndarray) -> float:
    return float((found * among).max())


def _rank(key: str) -> int:
    """0 for the scenario's own words, 1 for those of the buyer's temperament, 2 for anybody's."""
    return 2 if key.startswith(f"{DEFAULT}/") else int("/" in key)


def misheard(m: Moment, reaction: Reaction) -> bool:
    """Whether the rep asked what this reaction hardly answers, and something else does. A reader
    who understands questions is believed; so is what was said in a sentence that asks nothing."""
    if not m.events.question or m.heard.asks_for is not None or _said_beside(m):
        return False
    if m.did(Move.ASK_SPECIFIC) and m.events.time:
        return False  # an ask that names a day is one
    said = [best_of(m, [beat]) for beat in reaction.beats]
    if not said or any(one.chance >= UNFIT or not one.beat.line for one in said):
        return False  # where every line was said before, there is nothing to judge
    return bool(likest(m)) or general_reply(m).chance >= FITS


def _said_beside(m: Moment) -> bool:
    """Whether a push or an ask stands in a sentence that asks nothing, as far as is known."""
    heard = [move for move in _MISHEARD if m.did(move)]
    return any("?" not in m.text[slice(*m.heard.spans.get(move, (0, 0)))] for move in heard)


def _lines(m: Moment, beat: Beat) -> list[tuple[str, str]]:
    """(key, words) of what may be said; what lies behind a resistance only the scenario knows."""
    found = fresh_lines(beat.source, m.before, m.scenario)
    behind = beat.source.endswith(".admitting")
    return [line for line in found if line[0].startswith(beat.source)] if behind else found


def _some(lines: list[tuple[str, str]], draw: int) -> list[tuple[str, str]]:
    """A few of the scenario's own lines and a few stock ones, the same for the same draw, so that
    what was judged once is known."""
    mixed = sorted(lines, key=lambda line: crc32(f"{draw % DRAWS}/{line[0]}".encode()))
    own = [line for line in mixed if _rank(line[0]) == 0]
    stock = [line for line in mixed if _rank(line[0]) > 0]
    return own[:OF_OWN] + stock[:OF_STOCK]


def asks_what_holds_them(m: Moment) -> bool:
    """Whether the rep asks for the reason of the buyer's own hesitation."""
    asked = questions(m.text)
    if not (m.events.behind or m.events.why_that or HOLDS_YOU.search(asked)):
        return False
    kind = kind_of(asked, m.events, told=bool(m.state.told), dated=m.before.dated)
    return kind.situation in _HOLDS_THEM


def _stands_behind(m: Moment) -> Resistance | None:
    """The resistance the buyer is in or was in last, where they can still say what is behind it."""
    if m.before.dated or not m.state.fired:
        return None
    r = m.active or m.scenario.find_resistance(m.state.fired[-1])
    if r is None or (r.when == "joined"):
        return None
    return r if _lines(m, admits(m, r)) else None
