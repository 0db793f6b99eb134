"""Strict models of a scenario: who the buyer is, what they hide, how they resist, what they grant.

Written by trainers as YAML; unknown keys are refused. Lines are Jinja and may use `rep.time`,
`rep.offer`, `rep.number`, `rep.name`, `buyer.name`, `buyer.company`, `product.name`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from trainer.conversation import Channel, Move, content_hash
from trainer.method import METHOD
from trainer.rubric import CRITERIA, Strict

TEMPERAMENTS = (
    "brisk",  # short sentences, watches the clock
    "blunt",  # says the unpleasant thing first
    "guarded",  # gives little until you have earned it
    "chatty",  # wanders, warm, hard to pin down
    "analytical",  # wants numbers and definitions
    "anxious",  # fears being blamed
    "polite",  # never says no, never says yes
    "sceptical",  # has been let down before
    "enthusiastic",  # loves everything, decides nothing
    "weary",  # tired, overloaded, dry humour
)

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, Field(min_length=1, max_length=1200)]
Line = Annotated[str, Field(min_length=1, max_length=700)]
Lines = tuple[Line, ...]
Word = Annotated[str, Field(min_length=2, max_length=60)]
Words = Annotated[tuple[Word, ...], Field(min_length=1)]
Level05 = Annotated[float, Field(ge=0, le=5)]


class Product(Strict):
    """What the rep sells."""

    name: Text
    one_line: Text
    proof: tuple[Text, ...] = ()  # facts the rep may use


class Persona(Strict):
    """Who the buyer is, as far as the rep can see."""

    name: Text
    role: Text
    company: Text
    industry: Text
    temperament: str
    voice: Text  # how they talk, for a model that speaks as them
    pronoun: Literal["she", "he", "they"] = "they"
    mood: Text = "Polite, a little busy."  # one line, as a person would see it
    opening: Annotated[Lines, Field(min_length=1)]

    @field_validator("temperament")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in TEMPERAMENTS:
            raise ValueError(f"'{value}' is not a temperament; choose {', '.join(TEMPERAMENTS)}")
        return value

    @property
    def first_name(self) -> str:
        """The name to call them by: titles dropped."""
        words = [w for w in self.name.split() if w.rstrip(".").lower() not in _TITLES]
        return words[0] if words else self.name


_TITLES = {"mr", "mrs", "ms", "dr", "prof", "sister", "father", "captain", "chef"}


class Start(Strict):
    """The buyer's state when the conversation opens. 0-5, patience 1-10."""

    trust: Level05 = 1
    value: Level05 = 0
    urgency: Level05 = 0
    confidence: Level05 = 1
    patience: Annotated[float, Field(ge=1, le=10)] = 6


class Want(Strict):
    """Something this buyer is after. A salvage turns back to it."""

    id: Id
    says: Line
    cues: Words


class Fact(Strict):
    """Something the buyer tells only when asked about it by someone they trust enough."""

    id: Id
    guard: Level05  # trust needed
    topics: Words
    asks: Lines = ()  # questions it answers, in the words of different reps
    says: Annotated[Lines, Field(min_length=1)]
    cost: bool = False  # tells what staying as they are costs them


class Aside(Strict):
    """A small thing anybody may ask: answered once, by the way; it earns nothing and costs nothing.

    "Is he home now?", "whose desk does it land on?", "how was the pie?".
    """

    asks: Annotated[Lines, Field(min_length=2)]  # the question, in the words of different reps
    says: Annotated[Lines, Field(min_length=1)]
    after: Id | None = None  # the fact it follows up: nobody can ask before that is told
    who: Literal["buyer", "second"] = "buyer"  # whose answer it is


class Fallbacks(Strict):
    """The buyer's own words for questions that nobody wrote an answer for, by what is asked. Where
    there are none, or all have been said, the temperament's bank serves."""

    amount: Lines = ()  # how many, how much, how often, how long, since when
    whether: Lines = ()  # yes or no, about their own house
    how: Lines = ()  # how it is done, what it is like, what happens when
    which: Lines = ()  # either-or, which of them, what sort
    people: Lines = ()  # what somebody else does, thinks or knows
    who: Lines = ()  # who does it, keeps it, noticed it
    why: Lines = ()
    own: Lines = ()  # what they want, need, fear or think themselves
    proposal: Lines = ()  # whether what the rep offers or tells would help, what they make of it
    then: Lines = ()  # what happened, what was done or said
    arranging: Lines = ()  # where, with whom, with what, after a step is agreed
    unknown: Lines = ()  # what the buyer cannot know, and who would
    one_at_a_time: Lines = ()  # asks for one question at a time
    not_now: Lines = ()  # leaves any question lying, plainly: what it is about does not matter
    second: Lines = ()  # the second person's own, to any question put to them
    second_own: Lines = ()  # …and to one about what they want, fear or think themselves


When = Literal[
    "opening", "asked", "pitched", "questioned", "pressed", "closing", "drifting", "joined"
]
ResistingAct = Literal[
    "stall", "vague", "skip", "request", "dodge", "back_away", "concern", "refuse"
]


RESISTANCE_LINES = ("says", "yielding", "holding", "admitting")


class Resistance(Strict):
    """One way this buyer stalls, dodges or retreats, and what moves them off it."""

    id: Id
    act: ResistingAct
    when: When
    says: Annotated[Lines, Field(min_length=1)]
    because: Text  # the private reason; shown only in the debrief
    yields_to: Annotated[tuple[Move, ...], Field(min_length=1)]
    hardens_on: tuple[Move, ...] = ()
    yielding: Lines = ()
    holding: Lines = ()
    admitting: Lines = ()  # what lies behind it, to a rep who asks
    hint: str = ""  # what is going on, for a rep who asks

    @model_validator(mode="after")
    def _one_way(self) -> Resistance:
        both = sorted(set(self.yields_to) & set(self.hardens_on))
        if both:
            raise ValueError(f"{', '.join(both)}: stands in both yields_to and hardens_on")
        return self


class Needs(Strict):
    """The least state at which a commitment is granted."""

    trust: Level05 = 0
    value: Level05 = 0
    urgency: Level05 = 0
    confidence: Level05 = 0


Rank = Literal["best", "next", "small"]


class Commitment(Strict):
    """A step the buyer can be won for. `best` wins the call; `next` and `small` advance it."""

    id: Id
    rank: Rank
    is_: Text = Field(alias="is")  # what the buyer would do, as "a review with the CFO"
    cues: Words  # words by which an ask for it is known
    effort: bool = True  # costs the buyer energy
    needs: Needs = Needs()
    yes: Annotated[Lines, Field(min_length=1)]
    no: Annotated[Lines, Field(min_length=1)]


class Ends(Strict):
    """Last lines. Missing ones come from the temperament's bank."""

    won: Lines = ()
    walked: Lines = ()
    out_of_time: Lines = ()
    clock: Lines = ()  # said before that: a minute or two are left


class PlanQuestions(Strict):
    """Questions that help a rep fill the pre-call plan."""

    objective: str = ""
    value: str = ""
    ask: str = ""
    fallback: str = ""
    path: tuple[str, ...] = ()


class Gatekeeper(Strict):
    """Somebody who answers first and puts a rep through who gives a good reason."""

    name: Text
    role: Text
    pronoun: Literal["she", "he", "they"] = "they"
    opening: Annotated[Lines, Field(min_length=1)]
    lets_through_on: Annotated[tuple[Move, ...], Field(min_length=1)]
    needs: Annotated[int, Field(ge=1, le=4)] = 1  # how many such moves it takes
    tries: Annotated[int, Field(ge=2, le=8)] = 4  # rep turns before the door closes
    holding: Annotated[Lines, Field(min_length=2)]
    wavering: Lines = ()  # said instead once a reason was given that is not enough yet
    passes: Annotated[Lines, Field(min_length=1)]
    closes: Annotated[Lines, Field(min_length=1)]
    because: Text


class Second(Strict):
    """A second stakeholder who joins midway, with a resistance of their own."""

    name: Text
    role: Text
    pronoun: Literal["she", "he", "they"] = "they"
    joins_at: Annotated[int, Field(ge=2, le=20)]  # the exchange at which they come in
    resistance: Resistance  # when: joined; `says` are the words they come in with

    @model_validator(mode="after")
    def _joined(self) -> Second:
        if self.resistance.when != "joined":
            raise ValueError("resistance.when of a second stakeholder must be 'joined'")
        return self


class BadFit(Strict):
    """The right result is a no: this buyer should not buy, and a good rep finds out and says so."""

    lacks: Literal["need", "money", "authority"]
    shown_by: Annotated[tuple[Id, ...], Field(min_length=1)]  # facts that show it
    thanks: Annotated[Lines, Field(min_length=1)]  # said to a rep who ends it well
    because: Text


class Before(Strict):
    """How this call begins after the one before it ended in a certain way."""

    opening: Annotated[Lines, Field(min_length=1)]
    trust: Annotated[float, Field(ge=-3, le=3)] = 0.0
    value: Annotated[float, Field(ge=-3, le=3)] = 0.0
    urgency: Annotated[float, Field(ge=-3, le=3)] = 0.0
    confidence: Annotated[float, Field(ge=-3, le=3)] = 0.0
    patience: Annotated[float, Field(ge=-5, le=5)] = 0.0


class Chain(Strict):
    """The call before this one, with the same buyer, and what it changes.

    Facts with the same id in both files stay told. `promised` is said by the buyer when the rep
    took on a task in the last call.
    """

    after: Id
    won: Before
    advanced: Before
    lost: Before
    walked: Before
    promised: Lines = ()


class Scenario(Strict):
    """One buyer, one call."""

    id: Id
    title: Text
    summary: Text
    level: Annotated[int, Field(ge=1, le=5)]
    channel: Channel
    teaches: Annotated[tuple[str, ...], Field(min_length=1)]
    minutes: Annotated[int, Field(ge=3, le=60)] = 8
    brief: Text
    product: Product
    persona: Persona
    state: Start = Start()
    wants: Annotated[tuple[Want, ...], Field(min_length=1)]
    facts: Annotated[tuple[Fact, ...], Field(min_length=1)]
    asides: tuple[Aside, ...] = ()
    fallbacks: Fallbacks = Fallbacks()
    resistance: Annotated[tuple[Resistance, ...], Field(min_length=1)]
    commitments: Annotated[tuple[Commitment, ...], Field(min_length=1)]
    ends: Ends = Ends()
    good_lines: Mapping[str, Line] = {}
    plan: PlanQuestions = PlanQuestions()
    gatekeeper: Gatekeeper | None = None
    second: Second | None = None
    bad_fit: BadFit | None = None
    chain: Chain | None = None

    @model_validator(mode="after")
    def _sound(self) -> Scenario:
        rows = [r for r in self.teaches if r not in METHOD]
        if rows:
            raise ValueError(f"teaches: {', '.join(rows)} are no rows of the method (A1 … E4)")
        unknown = [c for c in self.good_lines if c not in CRITERIA]
        if unknown:
            raise ValueError(f"good_lines: {', '.join(unknown)} are no criteria of the rubric")
        for name in ("wants", "facts", "resistance", "commitments"):
            ids = [item.id for item in getattr(self, name)]
            twice = sorted({i for i in ids if ids.count(i) > 1})
            if twice:
                raise ValueError(f"{name}: id {', '.join(twice)} is used twice")
        best = sum(c.rank == "best" for c in self.commitments)
        if best != 1 and not (self.bad_fit and best == 0):
            raise ValueError("commitments: exactly one of them needs 'rank: best'")
        if self.bad_fit:
            unknown = sorted(set(self.bad_fit.shown_by) - {f.id for f in self.facts})
            if unknown:
                raise ValueError(f"bad_fit.shown_by: there is no fact '{unknown[0]}'")
        unknown = sorted({a.after for a in self.asides if a.after} - {f.id for f in self.facts})
        if unknown:
            raise ValueError(f"asides: 'after: {unknown[0]}' names no fact")
        if not self.second and any(a.who == "second" for a in self.asides):
            raise ValueError("asides: 'who: second' without a second stakeholder")
        if not self.second and self.fallbacks.second:
            raise ValueError("fallbacks: 'second' without a second stakeholder")
        if any(r.when == "joined" for r in self.resistance):
            raise ValueError("resistance: 'when: joined' belongs under second")
        return self

    @property
    def resistances(self) -> tuple[Resistance, ...]:
        """The buyer's own, and the second stakeholder's."""
        return (*self.resistance, self.second.resistance) if self.second else self.resistance

    def find_resistance(self, id: str | None) -> Resistance | None:
        return next((r for r in self.resistances if r.id == id), None)

    @property
    def best(self) -> Commitment | None:
        """The step that wins the call; none where the right result is a no."""
        return next((c for c in self.commitments if c.rank == "best"), None)

    @property
    def hash(self) -> str:
        return content_hash(self.to_dict())

    def to_dict(self) -> dict[str, object]:
        """As JSON, with the keys of the YAML file."""
        return self.model_dump(mode="json", by_alias=True)

    def fact(self, id: str) -> Fact:
        return next(f for f in self.facts if f.id == id)

    def commitment(self, id: str) -> Commitment:
        return next(c for c in self.commitments if c.id == id)

    def spoken(self, text: str) -> list[tuple[str, str]]:
        """(first name, words) for each line of a turn on the buyer's side; a line that names none
        of its people before its words is the buyer's, or goes on from the line before."""
        people = (self.persona, self.gatekeeper, self.second)
        names = [p.name.split()[0] for p in people if p]
        found: list[tuple[str, str]] = []
        for line in text.splitlines():
            name, colon, words = line.partition(": ")
            if not colon or name not in names:
                name, words = found[-1][0] if found else self.persona.first_name, line
            if words.strip():
                found.append((name, words.strip()))
        return found

    def lines(self) -> Iterator[tuple[str, str]]:
        """(field path, line) of every line the buyer may say."""
        for name, lines in (
            ("persona.opening", self.persona.opening),
            ("ends.won", self.ends.won),
            ("ends.walked", self.ends.walked),
            ("ends.out_of_time", self.ends.out_of_time),
        ):
            yield from ((f"{name}[{n}]", line) for n, line in enumerate(lines))
        for want in self.wants:
            yield f"wants.{want.id}.says", want.says
        for fact in self.facts:
            yield from ((f"facts.{fact.id}.says[{n}]", t) for n, t in enumerate(fact.says))
        for k, aside in enumerate(self.asides):
            yield from ((f"asides.{k}.says[{n}]", t) for n, t in enumerate(aside.says))
        for name, lines in self.fallbacks:
            yield from ((f"fallbacks.{name}[{n}]", t) for n, t in enumerate(lines))
        if self.gatekeeper:
            for part in ("opening", "holding", "wavering", "passes", "closes"):
                lines = getattr(self.gatekeeper, part)
                yield from ((f"gatekeeper.{part}[{n}]", t) for n, t in enumerate(lines))
        if self.bad_fit:
            yield from ((f"bad_fit.thanks[{n}]", t) for n, t in enumerate(self.bad_fit.thanks))
        if self.chain:
            for ending in ("won", "advanced", "lost", "walked"):
                lines = getattr(self.chain, ending).opening
                yield from ((f"chain.{ending}.opening[{n}]", t) for n, t in enumerate(lines))
            yield from ((f"chain.promised[{n}]", t) for n, t in enumerate(self.chain.promised))
        if self.second:
            for part in RESISTANCE_LINES:
                lines = getattr(self.second.resistance, part)
                yield from ((f"second.resistance.{part}[{n}]", t) for n, t in enumerate(lines))
        for r in self.resistance:
            for part in RESISTANCE_LINES:
                lines = getattr(r, part)
                yield from ((f"resistance.{r.id}.{part}[{n}]", t) for n, t in enumerate(lines))
        for c in self.commitments:
            for part in ("yes", "no"):
                lines = getattr(c, part)
                yield from ((f"commitments.{c.id}.{part}[{n}]", t) for n, t in enumerate(lines))
