"""What the buyer says to a question nobody wrote an answer for: of the lines that answer any
question of its kind, one that fits this one."""

from __future__ import annotations

from dataclasses import replace
from zlib import crc32

import numpy as np

from trainer.buyer.asked import PLAINLY
from trainer.buyer.likeness import alike
from trainer.buyer.lines import fresh_lines
from trainer.buyer.moment import Moment, Reaction, Reply, admits, nod
from trainer.buyer.questions import HOLDS_YOU, NOT_NOW, kind_of, kinds_of
from trainer.buyer.replies import chances
from trainer.buyer.rules.finding import likest, questions
from trainer.buyer.state import Beat
from trainer.conversation import STEPS, Act, Move
from trainer.scenario import Resistance
from trainer.words import sentences_asking

OF_OWN, OF_STOCK = 2, 3  # lines of a kind that are compared…
A_QUESTION = 5  # words; what is shorter only presses the question before it
SEVERAL = 3  # questions at once; of two the second mostly words the first again
MOST_ASKED_BACK = 2  # times in a call that the buyer asks for one question at a time
DRAWS = 2  # …in one of as many choices
AS_GOOD = 0.9  # of the best line's chance: what comes so near may be said as well
ABOUT_AS_GOOD = 0.75  # …and of lines that say the same
LIKELIEST = 1.15  # how much rather than others a line of the likeliest kind is said

# Chances, 0-1, that a line answers what was asked. For turns that the model had not learned from,
# readers called 0.63 fitting and 0.14 wrong of 174 general lines given 0.7 or more, and one in
# twenty fitting of those given less than 0.3.
UNFIT = 0.3  # below which what a rule would say is no answer…
FAR_OFF = 0.1  # …or a stall, which need not be one, is too far from what was asked
HONEST = 0.15  # from which what lies behind a stall is told to a rep who asks what holds them back
FITS = 0.4  # from which a line may take the place of what a rule would say…
MUCH_BETTER = 0.4  # …and by how much it must fit better than what would pass

HOPEFUL = 2  # readers called fitting about this power of the chance given to a general line
# How far a question may be left for later: listeners to played calls called 0.43 of 28 such turns
# sensible and 0.14 nonsense ("why do you ask?" and "you first", since left out, among the worst);
# answers scored as low as that did no worse. Each one makes the next less welcome.
PUT_OFF = 0.35
LESS_EACH_TIME = 0.05
TWICE_RUNNING = 0.7

_MISHEARD = (  # what a question may be taken for
    *(Move.PRESSURE, Move.ASSUME_CLOSE, Move.TEMPERATURE),
    *STEPS,
)
_SUITS = (
    "resistance.",
    "second.",
    "bank.deflect",
    "bank.ask_",
    "bank.not_a_yes",
    "bank.half_yield",
    "bank.confirm",
)
_DODGES = ("fallbacks.unknown", "fallbacks.not_now")
_HOLDS_THEM = frozenset({"own_mind", "no_reason", "either_or"})


def has_no_answer(m: Moment) -> Reaction:
    """Nobody wrote an answer to this one: what fits it best, once."""
    asked = questions(m.text)
    if m.before.ducked and alike(asked, m.before.ducked):
        beat = nod("asked_twice", "admit that you ducked it the first time", Act.DODGE)
        reason = f"You asked again, and {m.name} owned up to having no answer for you."
        return Reaction((beat,), reason, replace(m.state, ducked=""))
    reply = reply_to_any(m)
    behind = _stands_behind(m)
    if behind and reply.beat.source == admits(m, behind).source:
        asked_for_it = asks_what_holds_them(m)
        reason = "You asked what was behind it." if asked_for_it else f"You asked {m.name}."
        reason = f"{reason} {behind.because}"
        return Reaction((reply.beat,), reason, m.state, open=True)
    reason = f"{m.name} had nothing more to say on that."
    own = reply.beat.line.startswith("fallbacks.") and reply.beat.act is not Act.DODGE
    ducked = "" if own else asked
    return Reaction((reply.beat,), reason, replace(m.state, ducked=ducked), open=True)


def asks_for_one(m: Moment, sure: float) -> Reaction | None:
    """Asked several things at once, with no plain answer to any: one at a time. `sure` is the
    probability of the likeliest answer."""
    if not _several(m) or not _asks_back(m):
        return None
    if max(sure, general_reply(m).chance) >= PLAINLY:
        return None
    beat = nod("one_at_a_time", "ask for one question at a time", Act.QUESTION)
    return Reaction((beat,), f"You asked {m.name} several things at once.", m.state)


def _several(m: Moment) -> bool:
    """Whether several things were asked at once."""
    asked = [s for s in sentences_asking(m.text) if len(s.split()) >= A_QUESTION]
    return len(asked) >= SEVERAL


def _asks_back(m: Moment) -> bool:
    """Whether the buyer may ask for one question at a time: not twice running, nor all the time."""
    times = sum("one_at_a_time" in key for key in m.before.used)
    lately = m.before.used[-1:] and "one_at_a_time" in m.before.used[-1]
    return times < MOST_ASKED_BACK and not lately


def reply_to_any(m: Moment) -> Reply:
    """What the buyer says who has no answer: the general reply where it probably fits, or else that
    this can wait; its chance is about the share that readers call fitting. What is asked about an
    agreed step, and what holds them back, cannot wait."""
    general = general_reply(m)
    if m.before.dated or asks_what_holds_them(m):
        return general
    general = replace(general, chance=general.chance**HOPEFUL)
    return max(general, left_for_later(m), key=lambda reply: reply.chance)


def general_reply(m: Moment) -> Reply:
    """The best of what answers any question of the kinds this one may be of, and of what lies
    behind the resistance the buyer is in or was in last; worked out once in a moment."""
    seen = (bool(m.state.told), m.state.fired)
    if seen not in m.general:
        m.general[seen] = _general_reply(m)
    return m.general[seen]


def _general_reply(m: Moment) -> Reply:
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
    own = best.beat.line.startswith("fallbacks.")
    if own and best.beat.line.split("[")[0] not in _DODGES:
        return replace(best, beat=replace(best.beat, act=Act.ANSWER))
    return best


def left_for_later(m: Moment, *, own: bool = True) -> Reply:
    """A line that leaves any question lying, and how far one may be said by now; without the
    scenario's own where somebody else than the buyer says it."""
    beat = nod(NOT_NOW.situation, NOT_NOW.purpose, NOT_NOW.act)
    lines = _some([x for x in _lines(m, beat) if own or not _is_own(x[0])], m.draw)
    if not lines:
        return Reply(beat, 0.0)
    before = [key for key in m.before.used if f"{NOT_NOW.situation}[" in key]
    chance = PUT_OFF - LESS_EACH_TIME * len(before)
    if before and before[-1] == m.before.used[-1]:
        chance *= TWICE_RUNNING
    return Reply(replace(beat, line=lines[m.draw // DRAWS % len(lines)][0]), max(chance, 0.0))


def best_of(m: Moment, beats: list[Beat], *, as_good: float = AS_GOOD) -> Reply:
    """The line, of those that say one of `beats`, that fits what was asked best: the first beat's
    rather than others. Of those within `as_good` of the best line's chance any may be taken. Where
    none has a line left, the first beat with no line chosen."""
    lines = [(beat, key, words) for beat in beats for key, words in _some(_lines(m, beat), m.draw)]
    if not lines:
        return Reply(beats[0], 0.0)
    found = chances(m.text, m.said_last, [words for *_, words in lines])
    first = np.array([LIKELIEST if beat == beats[0] else 1 for beat, *_ in lines])
    worth = found * first
    good = [n for n, much in enumerate(worth) if much >= as_good * worth.max()]
    chosen = good[m.draw // DRAWS % len(good)]
    beat, key, _ = lines[chosen]
    return Reply(replace(beat, line=key), float(found[chosen]))


def _is_own(key: str) -> bool:
    """Whether a line is the scenario's, and not the temperament's or anybody's."""
    return "/" not in key


def suited(m: Moment, beat: Beat) -> Beat:
    """A fact or small answer in those of its words that suit the question."""
    return best_of(m, [beat], as_good=ABOUT_AS_GOOD).beat if m.events.question else beat


def worded(m: Moment, beat: Beat) -> Beat:
    """A stall, a doubt or a no in those of its words that suit what was asked."""
    asked = m.events.question or m.did(*STEPS)
    if beat.line or not asked or not beat.source.startswith(_SUITS):
        return beat
    return best_of(m, [beat], as_good=ABOUT_AS_GOOD).beat


def fits(m: Moment, beat: Beat) -> bool:
    """Whether what a rule would say may pass as an answer to what was asked."""
    return not m.events.question or best_of(m, [beat]).chance >= UNFIT


def misheard(m: Moment, reaction: Reaction) -> bool:
    """Whether the rep asked what this reaction hardly answers, and something else does. A reader
    who understands questions is believed; so is what was said in a sentence that asks nothing."""
    if not m.events.question or m.heard.asks_for is not None or _said_beside(m):
        return False
    if m.did(Move.ASK_SPECIFIC) and m.events.time and not m.before.dated:
        return False  # an ask that names a day is one
    if reaction.rule in ("yields", "gives_a_little"):
        return False  # what is said there has been weighed against other answers
    said = [best_of(m, [beat]) for beat in reaction.beats]
    if not said or not all(one.beat.line for one in said):
        return False  # where every line was said before, there is nothing to judge
    best = max(one.chance for one in said)
    instead = max([general_reply(m).chance, *(like.score for like in likest(m)[:1])])
    stalls = reaction.rule in ("holds", "hardens")
    if best < (FAR_OFF if stalls else UNFIT):
        return bool(likest(m)) or instead >= FITS
    return not stalls and instead - best > MUCH_BETTER


def _said_beside(m: Moment) -> bool:
    """Whether a push or an ask stands in a sentence that asks nothing, as far as is known."""
    heard = [move for move in _MISHEARD if m.did(move)]
    return any("?" not in m.text[slice(*m.heard.spans.get(move, (0, 0)))] for move in heard)


def _lines(m: Moment, beat: Beat) -> list[tuple[str, str]]:
    """(key, words) of what may be said; facts, small answers and stalls in the scenario's own words
    alone, while it has any."""
    found = fresh_lines(beat.source, m.before, m.scenario)
    if not beat.source.startswith(("facts.", "asides.", "resistance.")):
        return found
    own = [line for line in found if line[0].startswith(beat.source)]
    return own if own or not beat.source.endswith((".says", ".holding")) else found


def _some(lines: list[tuple[str, str]], draw: int) -> list[tuple[str, str]]:
    """A few of the scenario's own lines and a few stock ones, the same for the same draw, so that
    what was judged once is known."""
    mixed = sorted(lines, key=lambda line: crc32(f"{draw % DRAWS}/{line[0]}".encode()))
    own = [line for line in mixed if _is_own(line[0])]
    stock = [line for line in mixed if not _is_own(line[0])]
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
