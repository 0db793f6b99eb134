"""What else a turn asks or says beside its main thing: none of it is passed over."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.buyer.conftest import RAW, Play
from trainer.buyer.asked import choices, questions_beside
from trainer.buyer.events import notice
from trainer.buyer.lines import compose
from trainer.buyer.policy import decide
from trainer.buyer.questions import OPEN, kind_of
from trainer.buyer.state import Beat, BuyerState
from trainer.conversation import Act, Heard
from trainer.scenario import Scenario

SMALL = Scenario.model_validate(RAW)
WALT = {
    "asks": ["Who is Walt?", "What does Walt do here?", "Is Walt in charge?"],
    "says": ["Walt does days.", "Walt. He has days."],
}


@pytest.fixture
def with_walt(changed: Callable[..., Scenario]) -> Scenario:
    facts = [dict(fact) for fact in RAW["facts"]]
    facts[0]["asks"] = ["What scanners do you use today?", "What do you scan with?"]
    return changed(asides=[WALT], facts=facts)


def test_a_question_beside_a_stall_is_answered_too(play: Play, with_walt: Scenario) -> None:
    decision = play(
        "Look, sign it today or it's gone. And who is Walt, by the way?",
        "pressure",
        of=with_walt,
        trust=2.0,
    )
    sources = [beat.source for beat in decision.beats]
    assert sources[0] == "asides.0.says"
    assert len(sources) > 1


def test_a_question_beside_a_yes_is_answered_after_it(play: Play, with_walt: Scenario) -> None:
    ready = {"trust": 4.0, "value": 4.0, "urgency": 4.0, "exchanges": 3}
    decision = play(
        "Could we have half an hour on the floor on Thursday? And who's Walt?",
        *("ask", "ask_specific"),
        of=with_walt,
        fired=("stocktake", "happy"),
        yielded=("stocktake", "happy"),
        **ready,
    )
    acts = [beat.act for beat in decision.beats]
    assert decision.state.granted == "floor"
    assert acts.index(Act.COMMIT) < acts.index(Act.ANSWER)


def test_after_a_dated_yes_what_is_beside_an_ask_waits_for_the_day(play: Play) -> None:
    agreed = {"granted": "floor", "time": "Thursday", "trust": 3.0}
    decision = play("So, the floor, Thursday. What would make Dee walk out?", "ask", **agreed)
    assert [beat.source for beat in decision.beats] == ["bank.on_the_day"]


def test_an_ask_is_no_question_beside_itself() -> None:
    text = "Who is Walt? Could we meet on Thursday?"
    heard = Heard(frozenset({"ask"}), spans={"ask": (13, len(text))})
    assert questions_beside(text, heard) == "Who is Walt?"


@pytest.mark.parametrize(
    "text",
    [
        "So it's twelve guns, sixteen wrong boxes and nobody counting. Have I got that right?",
        "Twelve guns on the floor and sixteen wrong boxes every week for you, right so far?",
        "You've twelve guns, and sixteen wrong boxes in a week of nights. Is that about it?",
    ],
)
def test_a_summary_that_asks_whether_it_is_right_is_confirmed(play: Play, text: str) -> None:
    said = ("Twelve guns.", "Sixteen wrong boxes.")
    decision = play(text, "recap", said=said, told=("today", "wrong-boxes"), trust=3.0)
    assert decision.rule == "agrees_with_the_summary"
    assert decision.beats[0].source == "bank.recap_yes"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("That must have been awful. I'm sorry.", "bank.touched"),
        ("Oh, that's grim.", "bank.touched"),
        ("We have a lamp on ours that shows it.", None),
    ],
)
def test_a_kind_word_is_thanked_for(play: Play, text: str, source: str | None) -> None:
    decision = play(text, said=("We lost Beck Motors.",), told=("beck",), trust=3.0)
    found = [beat.source for beat in decision.beats]
    assert (source in found) if source else ("bank.touched" not in found)


@pytest.mark.parametrize(
    "text",
    [
        "Whose idea was the loading bay?",
        "How many of you clock on at night?",
        "When did the roof go?",
    ],
)
def test_a_narrow_question_draws_no_fact_that_is_far_from_it(play: Play, text: str) -> None:
    decision = play(text, "impact", "ask_open", trust=3.0, told=("today",))
    assert not any(beat.fact for beat in decision.beats)


def test_coming_back_to_something_is_no_offer() -> None:
    assert not notice("Can I come back to Maureen? Is she on your board?").offers
    assert notice("Shall I send you the sheet?").offers


def test_minutes_are_no_hour() -> None:
    assert notice("so tuesday, 15 min, what time suits").time == "Tuesday"


def test_what_a_rep_meant_is_the_question_put_anew(play: Play) -> None:
    text = "sorry my fault, what i meant was has the lamp ever gone out"
    assert play(text, said=("It's dark.",), trust=2.0).rule != "mends"


# A reader that understands questions picks one of those it is given.


def test_few_likely_questions_are_put_and_none_where_nothing_is_asked(with_walt: Scenario) -> None:
    state = BuyerState.start(with_walt)
    found = choices("Who's Walt then?", with_walt, state, ())
    assert found[0] in WALT["asks"]
    assert len(found) <= 4
    assert choices("I sell scanners.", with_walt, state, ()) == []


@pytest.mark.parametrize(
    ("asks_for", "source"),
    [
        ("Who is Walt?", "asides.0.says"),
        ("What do you scan with?", "facts.today.says"),
        ("", None),
        ("Is the moon made of cheese?", None),
    ],
)
def test_what_such_a_reader_chose_is_answered(
    with_walt: Scenario, asks_for: str, source: str | None
) -> None:
    heard = Heard(frozenset({"ask_open"}), asks_for=asks_for)
    state = BuyerState(trust=3.0, exchanges=2, warned=("met",))
    decision = decide(state, "And the fellow on days?", heard, with_walt, 1)
    sources = [beat.source for beat in decision.beats]
    assert (source in sources) if source else not any("facts" in s or "aside" in s for s in sources)


def test_a_choice_opens_no_guard(with_walt: Scenario) -> None:
    guarded = with_walt.model_copy(
        update={
            "facts": [
                f.model_copy(update={"asks": (f"Question {f.id}?",)}) for f in with_walt.facts
            ]
        }
    )
    heard = Heard(frozenset({"ask_open"}), asks_for="Question beck?")
    state = BuyerState(trust=1.0, exchanges=2, warned=("met",))
    decision = decide(state, "Which one did you lose?", heard, guarded, 1)
    assert not any(beat.fact for beat in decision.beats)


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("Tried your best with what, sorry? I'm not sure I followed.", True),
        ("Sorry, you lost me there.", True),
        ("What does a bad night cost you?", False),
    ],
)
def test_a_rep_who_could_not_follow_is_heard(play: Play, text: str, lost: bool) -> None:
    decision = play(text, trust=2.0, said=("We tried our best with it.",))
    assert (decision.rule == "mends") is lost


def test_what_nobody_wrote_an_answer_for_gets_a_line_for_any_such_question(play: Play) -> None:
    asked = "Are there many Saturdays in it these days?"
    for trust in (1.0, 3.0):
        (beat,) = play(asked, trust=trust).beats
        assert beat.source.removeprefix("bank.") in OPEN


def test_a_question_of_fact_is_no_ask(play: Play) -> None:
    decision = play("Was that for July, or for the whole summer?", "ask", trust=3.0)
    assert decision.state.asks == 0
    assert decision.state.active is None


def test_a_small_offer_after_a_yes_is_taken(play: Play) -> None:
    agreed = {"granted": "floor", "time": "Thursday", "trust": 3.0}
    offered = play("Shall I send you an email to confirm?", **agreed)
    assert offered.beats[0].source == "bank.offer_taken"
    asked = play("What name should I put on the note?", **agreed)
    assert asked.beats[0].source == "bank.on_the_day"


@pytest.mark.parametrize(
    ("question", "situation"),
    [
        ("How early do you normally know, days before or weeks before?", "varies"),
        ("What changed between three weeks ago and now?", "no_reason"),
        ("What are you afraid she'd say?", "own_mind"),
        ("What do you think was missing, why did none of them get past it?", "no_reason"),
        ("What do you think she would say?", "not_sure_of_them"),
    ],
)
def test_more_kinds_of_question(question: str, situation: str) -> None:
    assert kind_of(question, notice(question), told=True).situation == situation


def test_a_day_in_mid_sentence_is_not_capitalised() -> None:
    assert notice("Next Tuesday at two, you and Delyth?").time == "next Tuesday at two"


@pytest.mark.parametrize(
    ("text", "spans", "time"),
    [
        (
            "The contract ends on the 28th. Could we walk the floor on Thursday at ten?",
            (31, 74),
            "Thursday at ten",
        ),
        (
            "Then forget my Tuesday. Could we walk the floor when it suits?",
            (24, 62),
            "",
        ),
        (
            "Could we walk the floor on Thursday the week after next?",
            (0, 56),
            "Thursday the week after next",
        ),
    ],
)
def test_the_day_is_the_one_asked_for(
    play: Play, scenario: Scenario, text: str, spans: tuple[int, int], time: str
) -> None:
    heard = Heard(frozenset({"ask", "ask_specific"}), spans={"ask_specific": spans})
    state = BuyerState(
        *(4.0, 4.0, 4.0, 4.0),
        exchanges=3,
        warned=("met",),
        fired=("happy", "stocktake"),
        asks=1,
    )
    decision = decide(state, text, heard, scenario, 1)
    assert decision.state.granted == "floor"
    assert decision.state.time == time


def test_a_day_misheard_can_be_put_right(play: Play) -> None:
    agreed = {"granted": "floor", "time": "the 28th", "trust": 3.0}
    decision = play("Sorry, I meant Thursday at ten, not the 28th, for the floor?", "ask", **agreed)
    assert decision.state.time == "Thursday at ten"


def test_instead_of_comes_down_from_nothing() -> None:
    assert not notice("They come to me, instead of me selling to them.").smaller
    assert notice("Could we do the tally instead?").smaller


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Why was it given up in the end?", "There was no great reason. It just wore off."),
        ("Why did you stop doing that?", "There was no great reason. It just wore off."),
    ],
)
def test_the_buyers_own_words_are_said_where_they_fit_best(
    play: Play, changed: Callable[..., Scenario], question: str, said: str
) -> None:
    own = {
        "why": ["There was no great reason. It just wore off."],
    }
    ours = changed(fallbacks=own)
    for trust in (1.0, 3.0):  # they give nothing away, so a stranger hears them too
        decision = play(question, of=ours, trust=trust, fired=("happy", "stocktake", "send-it"))
        text, used = compose(decision.beats, decision.state, ours, random.Random(1))
        assert text == said
        spent = replace(decision.state, used=(*decision.state.used, *used))
        again, _ = compose(decision.beats, spent, ours, random.Random(1))
        assert again and again != said


def test_each_speaker_has_a_name_once_two_are_in_the_talk() -> None:
    mine, theirs = (
        Beat(Act.ANSWER, "", "facts.today.says"),
        Beat(Act.ANSWER, "", "bank.second_plain"),
    )
    beats = (mine, replace(theirs, who="Ruth Amadi"))
    for joined, first in ((True, f"{SMALL.persona.first_name}: "), (False, "")):
        text, _ = compose(beats, BuyerState(joined=joined), SMALL, random.Random(1))
        mine_said, their_said = text.splitlines()
        assert mine_said.startswith(first) and their_said.startswith("Ruth: ")
        assert mine_said.partition(":")[0] == SMALL.persona.first_name or not joined


def test_who_comes_after_a_yes_is_not_answered_with_an_old_fact(play: Play) -> None:
    agreed = {"granted": "floor", "time": "Thursday", "trust": 3.0, "told": ("today",)}
    decision = play("Which scanner shift is he on today, and who tells him?", **agreed)
    assert decision.beats[0].source == "bank.on_the_day"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who scans them today, your shift lead?", False),
        ("Which scanners do you use today, and who uses them?", True),
    ],
)
def test_a_question_after_a_person_is_not_answered_with_a_thing(
    play: Play, with_walt: Scenario, question: str, told: bool
) -> None:
    decision = play(question, "ask_open", of=with_walt, trust=2.0)
    assert any(beat.fact == "today" for beat in decision.beats) is told


@pytest.mark.parametrize(("level", "next_beat"), [(2, "resistance"), (5, "bank.half_yield")])
def test_a_summary_that_moves_the_buyer_is_confirmed_too(
    play: Play, changed: Callable[..., Scenario], level: int, next_beat: str
) -> None:
    happy, *rest = (dict(r) for r in RAW["resistance"])
    ours = changed(level=level, resistance=[{**happy, "yields_to": ["recap"]}, *rest])
    said = ("Sixteen wrong boxes a night, and the day shift mends them.",)
    text = "So sixteen wrong boxes a night, and the day shift has to mend them. Is that right?"
    decision = play(text, "recap", of=ours, said=said, active="happy", trust=3.0)
    confirmed, then, *_ = (beat.source for beat in decision.beats)
    assert confirmed == "bank.recap_yes"
    assert then.startswith(next_beat)


def test_an_ask_after_the_stall_has_yielded_is_no_repetition(play: Play) -> None:
    ready = {"trust": 4.0, "value": 4.0, "urgency": 4.0, "exchanges": 5, "asks": 1}
    fired = ("happy", "stocktake", "send-it")
    refused = {"refused": ("floor",), "fired": fired, **ready}
    ask = ("Shall we say Thursday at ten, then?", "ask")
    pushed = play(*ask, yielded=(), **refused)
    taken = play(*ask, yielded=("stocktake",), **refused)
    assert pushed.rule == "repeated_ask"
    assert taken.rule == "grants" and taken.state.granted == "floor"


def test_who_has_agreed_leaves_on_good_terms(play: Play) -> None:
    spent = {"granted": "floor", "time": "Thursday", "patience": 0.0, "exchanges": 6}
    decision = play("And another thing about the boxes.", **spent)
    assert decision.ends and decision.outcome.kind == "won"
    assert decision.beats[0].source == "ends.won"


def test_a_turn_of_questions_serves_nobody(play: Play, changed: Callable[..., Scenario]) -> None:
    skip, *rest = (dict(r) for r in RAW["resistance"])
    ours = changed(resistance=[{**skip, "act": "skip"}, *rest])
    asked = play("How many scanners broke last year?", "comply_skip", of=ours, active="happy")
    given = play("Sure, here is the price list.", "comply_skip", of=ours, active="happy")
    assert asked.rule != "is_served"
    assert given.rule == "is_served"


@pytest.mark.parametrize(
    ("question", "arranging"),
    [("Where do I report to?", True), ("Is there anything your boss really hates?", False)],
)
def test_only_arrangements_are_left_for_the_day(play: Play, question: str, arranging: bool) -> None:
    decision = play(question, granted="floor", time="Thursday", trust=3.0)
    assert (decision.beats[0].source == "bank.on_the_day") is arranging


@pytest.mark.parametrize(
    "text",
    [
        "When something breaks at two in the morning, who gets the call today?",
        "Would it help if I wrote that down for you?",
        "I could write you two pages by Thursday. Would that be useful?",
    ],
)
def test_news_and_offers_of_help_are_no_ask(play: Play, text: str) -> None:
    assert play(text, "ask", trust=3.0).state.asks == 0


def test_a_loss_in_passing_is_not_what_is_asked(play: Play) -> None:
    text = "A failed night would cost you dear. Who besides you would have to say yes?"
    decision = play(text, "impact", "qualify", trust=4.0)
    assert not any(beat.fact in ("wrong-boxes", "beck") for beat in decision.beats)


def test_who_asks_a_real_question_is_not_drifting(play: Play) -> None:
    before = {"idle": 3, "trust": 3.0, "fired": ("happy", "stocktake")}
    asked = play("Would the night shift have a list of those?", **before)
    said = play("I like a quiet yard, me. I always have done.", **before)
    assert asked.state.active is None
    assert said.state.active == "send-it"


@pytest.mark.parametrize(
    ("check", "source"),
    [
        ("Have I got that right?", "bank.recap_yes"),
        ("Did I miss anything?", "bank.recap_complete"),
        ("Have I got any of that wrong?", "bank.recap_complete"),
    ],
)
def test_a_summary_is_confirmed_as_it_was_checked(play: Play, check: str, source: str) -> None:
    said = ("Sixteen wrong boxes a night, and the day shift mends them.",)
    text = f"So sixteen wrong boxes a night, and the day shift has to mend them. {check}"
    decision = play(text, "recap", said=said, trust=3.0, told=("wrong-boxes",))
    assert decision.beats[0].source == source


def test_a_question_after_a_summary_is_answered_too(play: Play, with_walt: Scenario) -> None:
    said = ("Sixteen wrong boxes a night, and Walt has the day shift mend them.",)
    text = "So sixteen wrong boxes, and Walt's day shift mends them. Is that right? Who is Walt?"
    decision = play(text, "recap", of=with_walt, said=said, trust=3.0, told=("wrong-boxes",))
    sources = [beat.source for beat in decision.beats]
    assert "bank.recap_yes" in sources and "asides.0.says" in sources


def test_a_goodbye_after_a_yes_is_one_even_when_it_names_the_step(play: Play) -> None:
    agreed = {"granted": "floor", "time": "Thursday", "trust": 3.0}
    decision = play("See you Thursday for the floor, Joe, thank you.", "ask", **agreed)
    assert decision.ends and decision.beats[0].source == "ends.won"
