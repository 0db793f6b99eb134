"""All that a voice gets to know for one turn: who it is, what was said, what it does now.

A fact the conversation has not earned is not in here, and so cannot be told. Nor are the private
reasons of the buyer, nor anything of the rubric.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from trainer.buyer.asked import questions_beside
from trainer.buyer.events import time_named
from trainer.buyer.likeness import likeness
from trainer.buyer.lines import label, scenario_lines
from trainer.buyer.questions import OPEN
from trainer.buyer.rules.finding import NEAR, SAME
from trainer.buyer.state import Beat, BuyerState, Decision
from trainer.buyer.voice import Spoken, authored
from trainer.conversation import Act, Move
from trainer.reading.sentences import split
from trainer.scenario import Aside, Fact, Scenario
from trainer.session import Session, SessionTurn
from trainer.speaking.ear import does
from trainer.words import cue_hits, sentences, sentences_asking, telling

WINDOW = 24  # turns of the conversation that a voice hears again, at most…
STEP = 12  # …moving on by so many at a time, so that most of a prompt stays as it was
_NAME = re.compile(r"^[A-Z]\w+: ")  # before the words of a second person
CURT = frozenset({"brisk", "blunt", "guarded", "weary"})

PUTS_OFF = frozenset({"stall", "vague", "request", "dodge", "back_away", "refuse"})
ANSWERING = frozenset({"who", "robot", "smalltalk", "time_left", "greet"})  # reactions that answer

_ANSWERS = (Act.ANSWER, Act.REVEAL, Act.QUESTION, Act.COMMIT)

# Remarks on how the rep behaves: any words will do that make them, so no act is listened for.
CONDUCT = frozenset({"gimmick_called", "repeated", "rude"})

# What the bank's lines say where a beat's purpose is put for the debrief.
PLAINLY = {
    "ask_no_value": "you have not heard yet what you would gain from it",
    "ask_no_need": "you do not see yet why this could not wait",
    "ask_no_confidence": "you are not sure yet that it would work",
    "ask_no_trust": "you do not know them well enough for that yet",
}


@dataclass(frozen=True, slots=True)
class Who:
    """The public side of whoever speaks."""

    name: str
    role: str
    company: str
    industry: str
    temperament: str
    voice: str

    @property
    def first_name(self) -> str:
        return self.name.split()[0]


@dataclass(frozen=True, slots=True)
class Direction:
    """One thing to do: the act ("" for a nod), its purpose, and authored words for it.

    `label` says what those words are: "Say" what is meant, "For example" one way of many, "Tone
    only" a manner of speaking, "" nothing to be shown. `stance` is the resistance held on to or
    given up, in the words it was taken with in this call; `other` tells the same fact in other
    words; `answers` is the rep's question that a fact is about, `sure` whether it plainly is;
    `open` is a question that has no authored answer.
    """

    act: str
    purpose: str
    like: str
    fact: bool = False
    label: str = "Say"
    stance: str = ""
    other: str = ""
    answers: str = ""
    sure: bool = True
    open: str = ""


@dataclass(frozen=True)
class Part:
    """One turn to speak. `words` is the most it may have."""

    who: Who
    scenario: Scenario
    said: tuple[SessionTurn, ...]  # as far back as it hears
    earlier: tuple[str, ...]  # facts told before that
    directions: tuple[Direction, ...]
    ends: bool
    agreed: bool  # some step is agreed already
    settled: str  # what that is, when it is not this turn's doing
    time: str  # the time of the step
    asked: bool  # the rep asked something that no direction takes up
    proposed: str  # a day the rep named that is not agreed
    strangers: bool  # nothing went before this conversation
    minutes_left: int
    told: frozenset[str]  # ids of facts told by now, this turn's among them
    heard_before: str  # all that was said in the conversation, in one text

    @property
    def acts(self) -> frozenset[str]:
        return frozenset(d.act for d in self.directions if d.act)

    @cached_property
    def like(self) -> str:
        """The authored words for the turn."""
        return " ".join(d.like for d in self.directions if d.like)

    @property
    def words(self) -> int:
        authored = len(self.like.split())
        if self.who.temperament in CURT:
            return max(22, min(80, 10 + round(1.3 * authored)))
        return max(32, min(100, 16 + round(1.5 * authored)))


def part_of(decision: Decision, session: Session) -> Part | None:
    """The part to play for a decision; None where two people speak in one turn."""
    scenario = session.scenario
    assert scenario is not None
    speakers = {b.who for b in decision.beats}
    if len(speakers) != 1:
        return None
    who = _who(speakers.pop(), scenario)
    if who is None:
        return None
    start = _window(len(session.turns))
    told_then = _told_at(session, start)
    state = decision.state
    told = frozenset(state.told) | {b.fact for b in decision.beats if b.fact}
    commits = any(b.act is Act.COMMIT for b in decision.beats)
    return Part(
        who=who,
        scenario=scenario,
        said=session.turns[start:],
        earlier=_facts(told_then, scenario),
        directions=_directions(decision, session),
        ends=decision.ends,
        agreed=state.granted is not None,
        settled=scenario.commitment(state.granted).is_ if state.granted and not commits else "",
        time=_when(state.time, session),
        asked=_left_open(decision, session),
        proposed="" if state.time or commits else _proposed(session),
        strangers=scenario.channel == "cold_call" and session.carried is None,
        minutes_left=max(0, round(scenario.minutes - state.minutes)),
        told=told,
        heard_before="\n".join(t.text for t in session.turns),
    )


def speaker_prefix(decision: Decision, session: Session) -> str:
    """How the first line begins where more than the buyer speak, as authored lines do."""
    assert session.scenario is not None
    who = next((b.who for b in decision.beats), "")
    return label(who, decision.state, session.scenario)


def _who(name: str, scenario: Scenario) -> Who | None:
    p = scenario.persona
    if not name or name == p.name:
        return Who(p.name, p.role, p.company, p.industry, p.temperament, p.voice)
    for other in (scenario.gatekeeper, scenario.second):
        if other is not None and other.name == name:
            voice = f"in a way of your own, as in your lines below; you are not {p.first_name}."
            return Who(name, other.role, p.company, p.industry, "", voice)
    return None


def _directions(decision: Decision, session: Session) -> tuple[Direction, ...]:
    """Beats with their authored words: what each adds to the authored reply."""
    found: list[Direction] = []
    before = speaker_prefix(decision, session)
    for at, beat in enumerate(decision.beats, start=1):
        text = authored(replace(decision, beats=decision.beats[:at]), session).text
        words, before = text.removeprefix(before).strip(), text
        if words or len(decision.beats) == 1:
            made = _direction(beat, words, session)
            if beat.source == "ends.clock" and found and found[-1].act in PUTS_OFF:
                made = replace(made, label="")  # its lines ask to go on
            found.append(made)
    return tuple(found)


def _direction(beat: Beat, words: str, session: Session) -> Direction:
    scenario = session.scenario
    assert scenario is not None
    act = beat.act.value if beat.act else ""
    kind, _, tail = beat.source.partition(".")
    made = Direction(act, _purpose(beat), words, fact=beat.fact is not None)
    if beat.fact:
        fact = scenario.fact(beat.fact)
        others = (line for line in fact.says if line not in words and "{" not in line)
        question, sure = _asked(_last(session), fact)
        other = sentences(next(others, ""))[0]  # enough to tell what an "it" means
        return replace(made, other=other, answers=question, sure=sure)
    id, _, part = tail.rpartition(".")
    if kind == "asides":
        question, _ = _asked(_last(session), scenario.asides[int(id)])
        return replace(made, answers=question)
    if kind == "resistance" and part in ("holding", "yielding", "admitting"):
        stance = _stand(id, session)
        if act and does(words, act, scenario.channel):
            return replace(made, stance=stance)
        return replace(made, stance=stance, label="Tone only" if act and stance else "For example")
    if kind == "bank" and tail in CONDUCT:
        return replace(made, act="", label="For example")
    if kind == "bank":
        asks = questions_beside(_last(session), session.turns[-1].heard) if tail in OPEN else ""
        return replace(made, label="For example", open=asks)
    return made


def _stand(id: str, session: Session) -> str:
    """The words with which the buyer took a resistance in this call, last; "" where they never
    did."""
    assert session.scenario is not None
    stand, before = "", BuyerState()
    lines = scenario_lines(f"resistance.{id}.says", session.scenario)
    for turn in session.turns:
        if turn.speaker != "buyer" or not turn.state:
            continue
        state = BuyerState.from_dict(turn.state)
        said = [
            n for n, _ in enumerate(lines) if _used(f"resistance.{id}.says[{n}]", before, state)
        ]
        if said or (state.active == id and before.active != id):
            stand = _sentences_like(turn.text, lines[said[-1]] if said else "")
        before = state
    return stand


def _used(key: str, before: BuyerState, after: BuyerState) -> bool:
    return any(k.startswith(key) for k in after.used[len(before.used) :])


def _sentences_like(text: str, line: str) -> str:
    """The sentences of a turn that carry an authored line; all of it where none does."""
    own = _NAME.sub("", next((p for p in text.splitlines() if telling(p) & telling(line)), text))
    found = [own[a:b] for a, b in split(own) if telling(own[a:b]) & telling(line)]
    return " ".join(found) or own


def _purpose(beat: Beat) -> str:
    """What a beat is for, in words to its speaker; "" where its act says it all."""
    kind, _, tail = beat.source.partition(".")
    if beat.fact or kind == "resistance" and tail.endswith(".says"):
        return ""
    return PLAINLY.get(tail, beat.purpose) if kind == "bank" else beat.purpose


def _last(session: Session) -> str:
    """What the rep said last."""
    return session.turns[-1].text if session.turns else ""


def _left_open(decision: Decision, session: Session) -> bool:
    """Whether the rep asked something and the buyer only reacts."""
    answered = any(
        b.act in _ANSWERS or b.source.rpartition(".")[2] in {*ANSWERING, *OPEN}
        for b in decision.beats
    )
    if answered or decision.ends or not session.turns:
        return False
    return bool(questions_beside(_last(session), session.turns[-1].heard))


def _when(time: str, session: Session) -> str:
    """The time agreed, with the hour where the rep named it beside the day."""
    asked = _last(session)
    for before, turn in zip(session.turns, session.turns[1:], strict=False):
        if turn.speaker == "buyer" and turn.state.get("time") == time:
            asked = before.text
            break
    named = time_named(asked)
    return named if time and named.lower().startswith(time.lower()) else time


def _proposed(session: Session) -> str:
    """The day or time of the step that the rep has just asked for."""
    asks = bool(session.turns) and session.turns[-1].heard.has(Move.ASK, Move.ASSUME_CLOSE)
    return time_named(_last(session)) if asks else ""


def _asked(text: str, answer: Fact | Aside) -> tuple[str, bool]:
    """The question in `text` that a fact or an aside answers best, and whether it plainly does;
    "" when none is near it."""
    asked = sentences_asking(text)
    near = {q: max((likeness(q, ask) for ask in answer.asks), default=0.0) for q in asked}
    best = max(asked, key=lambda q: near[q], default="")
    if not best or near[best] < NEAR:
        named = [q for q in asked if isinstance(answer, Fact) and cue_hits(q, answer.topics)]
        return (named[0] if named else ""), False
    return best, near[best] >= SAME


def _window(turns: int) -> int:
    """Where the conversation that is heard again begins."""
    return 0 if turns <= WINDOW else (turns - WINDOW + STEP - 1) // STEP * STEP


def _told_at(session: Session, start: int) -> Sequence[str]:
    """What had been told before turn `start` (from 0), in earlier calls too."""
    for turn in reversed(session.turns[:start]):
        if turn.speaker == "buyer" and turn.state:
            return BuyerState.from_dict(turn.state).told
    return session.carried.told if session.carried else ()


def _facts(told: Sequence[str], scenario: Scenario) -> tuple[str, ...]:
    known = {f.id: f.says[0] for f in scenario.facts}
    known |= {f"want:{w.id}": w.says for w in scenario.wants}
    return tuple(known[id] for id in told if id in known)


def as_spoken(text: str, plain: Spoken, notice: str = "") -> Spoken:
    """`text` in place of the authored words, with the same state after it."""
    return replace(plain, text=text, notice=notice)
