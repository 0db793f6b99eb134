"""Which answer a question asks for, and what becomes of a question that has none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.buyer.conftest import RAW, Play
from trainer.buyer.asked import Context, probable, ranked
from trainer.buyer.asked_fit import cases, held_out, measure
from trainer.buyer.events import notice
from trainer.buyer.intents import intents_of
from trainer.buyer.likeness import alike, asking
from trainer.buyer.lines import bank
from trainer.buyer.policy import decide
from trainer.buyer.questions import kind_of
from trainer.buyer.state import BuyerState
from trainer.conversation import Heard
from trainer.library import data_folder, load_scenario
from trainer.scenario import Scenario

ASIDES = [
    {
        "asks": ["who is Beck", "what sort of firm is Beck Motors", "how big a customer was Beck"],
        "after": "beck",
        "says": ["Parts for vans. Nine vans a day, at one time."],
    },
    {
        "asks": ["how long have you been on nights", "have you always worked nights"],
        "says": ["Eleven years. My dog thinks I'm a burglar."],
    },
    {
        "asks": ["are you in charge of stock, Priya", "what do you do here, Priya"],
        "who": "second",
        "says": ["I count what he ships."],
    },
]
SECOND = {
    "name": "Priya Nair",
    "role": "stock controller",
    "joins_at": 4,
    "resistance": {
        "id": "count",
        "act": "concern",
        "when": "joined",
        "says": ["And who recounts it?"],
        "because": "It lands on her.",
        "yields_to": ["resolve"],
    },
}


@pytest.fixture
def chatting(changed: Callable[..., Scenario]) -> Scenario:
    """The small buyer, with asides and a second person."""
    return changed(asides=ASIDES, second=SECOND)


@pytest.mark.parametrize(
    ("text", "told", "found"),
    [
        ("Have you worked nights for long?", (), ASIDES[1]["says"]),
        ("Sorry to hear it. What kind of customer was Beck, a big one?", ("beck",), None),
        ("How big was Beck as a customer?", ("beck",), ASIDES[0]["says"]),
        ("How big was Beck as a customer?", (), None),
        ("Could we walk the floor on Thursday?", (), None),
    ],
)
def test_a_question_is_taken_for_the_one_it_is_most_like(
    chatting: Scenario, text: str, told: tuple[str, ...], found: list[str] | None
) -> None:
    context = Context(frozenset(told), frozenset(told))
    likest = probable(ranked(text, chatting, context))
    if found is not None:
        assert list(likest[0].answer.says) == found
    elif not told:
        assert not likest


def test_an_aside_is_said_once_and_changes_nothing(play: Play, chatting: Scenario) -> None:
    before = play("Right.", of=chatting).state
    first = play("Have you always worked nights?", "qualify", of=chatting)
    assert [b.source for b in first.beats] == ["asides.1.says"]
    assert first.state.told == before.told
    used = first.state.used + ("asides.1.says[0]",)
    again = play("How long have you been on nights, then?", of=chatting, used=used)
    assert [b.source for b in again.beats] == ["bank.already_said"]


def test_a_follow_up_waits_until_what_it_follows_is_told(play: Play, chatting: Scenario) -> None:
    asked = "How big a customer was Beck?"
    early = play(asked, "qualify", of=chatting, trust=2)
    assert "asides.0.says" not in [b.source for b in early.beats]
    late = play(asked, "qualify", of=chatting, trust=2, told=("beck",))
    assert "asides.0.says" in [b.source for b in late.beats]


def test_the_second_person_answers_for_themselves(play: Play, chatting: Scenario) -> None:
    room = {"of": chatting, "joined": True, "fired": ("count",)}
    own = play("What do you do here, Priya?", "qualify", **room)
    assert own.beats[0].source == "asides.2.says"
    assert own.beats[0].who == "Priya Nair"
    other = play("Priya, will it rain?", **room)
    assert other.beats[0].source in ("bank.second_plain", "bank.second_own")
    assert other.beats[0].who == "Priya Nair"


@pytest.mark.parametrize(
    ("question", "situation"),
    [
        ("Is it cuts or heat?", "either_or"),
        ("Why hasn't she seen it?", "no_reason"),
        ("What did you do then?", "what_then"),
        ("Who writes that up?", "no_names"),
        ("Are you all right?", "personal"),
        ("Would Fergal mind?", "not_sure_of_them"),
        ("How many of them are there?", "answer_unknown"),
        ("Did the money ever turn up again?", "yes_no_plain"),
        ("Where is that?", "long_story"),
        ("What would you want out of this?", "own_mind"),
        ("Does Heather know?", "they_yes_no"),
        ("Has anybody asked her about it?", "they_yes_no"),
        ("What would your boss say?", "not_sure_of_them"),
        ("Who is Maureen?", "who_is"),
        ("What's her name?", "no_names"),
        ("What did you say to her?", "what_said"),
        ("How long have you been there?", "a_while"),
        ("What's a wobble?", "way_of_talking"),
    ],
)
def test_a_question_without_an_answer_gets_one_of_its_kind(question: str, situation: str) -> None:
    kind = kind_of(question, notice(question), told=False)
    assert kind.situation == situation
    assert len(bank("weary")[situation]) >= 4


def test_after_a_dated_yes_small_questions_wait_for_the_day(play: Play) -> None:
    agreed = {"granted": "floor", "time": "Thursday", "trust": 3.0}
    later = play("How does the shift lead take his tea, with milk?", "qualify", **agreed)
    assert later.beats[0].source == "bank.on_the_day"
    well = play("And are you all right yourself?", "qualify", **agreed)
    assert well.beats[0].source == "bank.personal"


@pytest.mark.parametrize(
    ("text", "rule", "source"),
    [
        ("Sorry, you lost me there.", "mends", "bank.repair"),
        ("That's not what I asked.", "mends", "bank.repair"),
        ("Which list?", "explains_a_word", "bank.way_of_talking"),
        ("Shall I leave you alone?", "may_stay", "bank.stay"),
    ],
)
def test_a_rep_who_is_lost_is_helped(play: Play, text: str, rule: str, source: str) -> None:
    decision = play(text, trust=2, said=("Before the list gets made.",))
    assert (decision.rule, decision.beats[0].source) == (rule, source)


def test_a_question_asked_twice_is_not_slid_past_twice(play: Play) -> None:
    asked = "Where does the lift go after the fourth landing?"
    first = play(asked, trust=3)
    assert first.state.ducked == asked
    again = play("But where does the lift go, after that fourth landing?", state=first.state)
    assert again.beats[0].source == "bank.asked_twice"


@pytest.mark.parametrize(
    ("granted", "source"), [("floor", "bank.confirm"), (None, "bank.not_a_yes")]
)
def test_was_that_a_yes_is_answered_truly(play: Play, granted: str | None, source: str) -> None:
    decision = play("Was that a yes?", granted=granted, asks=1, trust=3)
    assert decision.beats[0].source == source


def test_a_small_thing_after_a_yes_is_taken_on(play: Play) -> None:
    decision = play("Will you tell the shift lead, or shall I?", granted="floor", time="Thursday")
    assert decision.beats[0].source == "bank.my_part"


def test_what_somebody_else_would_do_is_no_ask(play: Play) -> None:
    decision = play("Would Dee count twenty boxes?", "ask", trust=3, value=3, urgency=3)
    assert decision.state.granted is None
    assert decision.state.asks == 0


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("If Tuesday's a bit much, just ring me.", ""),
        ("Would Thursday at eleven suit?", "Thursday at eleven"),
        ("Shall we say the twelfth, at half past nine?", "the twelfth at half past nine"),
    ],
)
def test_a_day_that_is_given_up_is_not_the_day(text: str, time: str) -> None:
    assert notice(text).time == time


def test_a_later_remark_does_not_move_the_day_agreed(play: Play) -> None:
    agreed = {"granted": "floor", "time": "Thursday", "trust": 3.0}
    moved = play("I'll ring them this afternoon to ask about the floor.", "ask", **agreed)
    assert moved.state.time == "Thursday"
    plainer = play("Shall we walk the floor Thursday at 9, then?", "ask", **agreed)
    assert plainer.state.time == "Thursday at 9"


def test_an_offer_to_leave_something_is_no_offer_to_leave() -> None:
    assert notice("Shall I leave you alone?").may_go
    assert not notice("Is eleven all right, or shall I leave the time with you?").may_go


def test_who_spoke_last_is_asked(play: Play, chatting: Scenario) -> None:
    room = {"of": chatting, "joined": True, "fired": ("count",)}
    said = ("We get by.\nPriya: Nobody asked me.",)
    decision = play("Which ones would you want to hear about?", said=said, **room)
    assert decision.beats[0].who == "Priya Nair"


def test_a_title_is_nobodys_first_name() -> None:
    assert notice("Well, it's Mr. Tully that holds your pen.").name == ""
    assert notice("Hello, it's Ros, from Halyard.").name == "Ros"


def test_questions_are_found_and_taken_apart() -> None:
    text = "I see. Where's Craig got to today, is he out on a farm? I'll wait."
    assert asking(text) == [
        "Where's Craig got to today, is he out on a farm?",
        "Where's Craig got to today",
        "is he out on a farm?",
    ]
    assert asking("Tell me about it") == ["Tell me about it"]


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("is Kieran all right?", "state"),
        ("how's the boy now", "state"),
        ("do you want me to go?", "leave"),
        ("who's Annick?", "identity"),
        ("what's a viva?", "meaning"),
        ("how long have you been there?", "tenure"),
        ("does Paulette know?", "knows"),
    ],
)
def test_the_shape_of_a_question_shows_what_it_is_after(question: str, intent: str) -> None:
    assert intent in intents_of(question)


def test_the_same_question_in_other_words_is_known_again() -> None:
    assert alike(
        "what would the trustees want to see?", "What would the trustees want to see then?"
    )
    assert not alike("what would the trustees want to see?", "who is the treasurer?")


def test_questions_of_scenarios_that_weights_were_not_fitted_on_find_their_answer() -> None:
    """The figure itself is printed by `python -m trainer.buyer.asked_fit`; this is its floor."""
    pairs = held_out(cases(data_folder("scenarios")))
    measured = measure(p for p in pairs if not p[0].paraphrase)
    assert measured.answered >= 100
    assert measured.found >= 0.45
    assert measured.mistaken <= 0.1
    assert measured.invented <= 0.4


def test_an_aside_may_follow_only_a_fact_there_is() -> None:
    wrong = [{"asks": ["who?", "who is it?"], "after": "nothing", "says": ["Me."]}]
    with pytest.raises(ValueError, match="'after: nothing' names no fact"):
        Scenario.model_validate({**RAW, "asides": wrong})
    wrong = [{"asks": ["who?", "who is it?"], "who": "second", "says": ["Me."]}]
    with pytest.raises(ValueError, match="without a second stakeholder"):
        Scenario.model_validate({**RAW, "asides": wrong})


def test_a_fact_named_by_a_phrase_is_told_however_it_is_asked() -> None:
    call = load_scenario(data_folder("scenarios") / "rota-holes.yaml")
    state = replace(BuyerState.start(call), trust=3.0, exchanges=2, warned=("met",))
    asked = "That's a lot. Who decides on something like this besides you?"
    decision = decide(state, asked, Heard(frozenset({"qualify"})), call, 4)
    assert "facts.who-signs.says" in [b.source for b in decision.beats]
