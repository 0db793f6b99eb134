"""What a voice is told for one turn: the direction agrees with its line, and with the talk."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trainer.buyer.state import Beat, BuyerState, Decision
from trainer.conversation import Act, Heard
from trainer.library import Library, data_folder
from trainer.scenario import Scenario
from trainer.session import Carried, Session, SessionTurn
from trainer.speaking.ear import does
from trainer.speaking.part import Part, part_of
from trainer.speaking.voice import prompt

LIBRARY = Library((data_folder("scenarios"),))


@pytest.fixture(scope="module")
def dana() -> Scenario:
    return LIBRARY.get("next-quarter")


def part(
    scenario: Scenario, said: str, *beats: Beat, moves: str = "", carried: Carried | None = None
) -> Part:
    """The part for `beats` after the rep said `said`."""
    turns = (
        SessionTurn(1, "buyer", "Yes?"),
        SessionTurn(2, "rep", said, Heard(frozenset(moves.split()))),
    )
    session = Session("s", scenario, 3, "", turns=turns, carried=carried)
    found = part_of(Decision(beats, "", BuyerState.start(scenario)), session)
    assert found is not None
    return found


def asked(part: Part) -> str:
    return str(prompt(part)[1]["content"])


TELLS = Beat(Act.ANSWER, "answer with this fact", "facts.rota.says", "rota")


def test_a_fact_says_which_question_it_answers(dana: Scenario) -> None:
    told = part(dana, "Is it worth a figure? And who picks up the phone at night?", TELLS)
    assert told.directions[0].answers == "And who picks up the phone at night?"
    assert "This is about what they asked: ‹‹‹And who picks up" in asked(told)
    assert told.directions[0].other in dana.fact("rota").says
    assert told.directions[0].other != told.directions[0].like


def test_a_fact_nobody_asked_for_is_led_up_to(dana: Scenario) -> None:
    for said in ("I see. Go on.", "Is it raining in Goole?"):
        assert "They did not ask for just this" in asked(part(dana, said, TELLS))


def test_a_line_that_does_not_hold_on_sets_only_the_tone() -> None:
    seen = set()
    for scenario in LIBRARY.scan()[0].values():
        for r in scenario.resistance:
            beat = Beat(Act(r.act), "you stay where you were", f"resistance.{r.id}.holding")
            held = part(scenario, "But why?", beat).directions[0]
            assert held.stance == r.says[0]
            plain = does(held.like, r.act, scenario.channel)
            assert held.label == ("Say" if plain else "Tone only")
            seen.add(held.label)
    assert seen == {"Say", "Tone only"}


def test_a_day_that_was_only_proposed_is_not_to_be_repeated(dana: Scenario) -> None:
    no = Beat(Act.STALL, "put it off", "bank.stall")
    said = "Could we meet on Thursday at ten?"
    assert "They named ‹‹‹Thursday at ten›››" in asked(part(dana, said, no, moves="ask"))
    assert "They named" not in asked(part(dana, "Thursday's strike hit you?", no))


def test_a_yes_names_the_step_and_no_day_that_was_not_agreed(dana: Scenario) -> None:
    best = dana.best
    assert best is not None
    yes = Beat(Act.COMMIT, f"agree to {best.is_}", f"commitments.{best.id}.yes")
    text = asked(part(dana, "Would you look at it with me?", yes, moves="ask"))
    assert best.is_ in text
    assert "Name no day." in text


def test_a_stranger_knows_nothing_and_others_know_what_went_before(dana: Scenario) -> None:
    nod = Beat(None, "go on", "bank.go_on")
    assert "never heard of this salesperson" in prompt(part(dana, "Hi.", nod))[0]["content"]
    again = part(dana, "Hi.", nod, carried=Carried("s", "advanced"))
    assert not again.strangers
    later = LIBRARY.get("free-access")
    assert "never heard of" not in prompt(part(later, "Hi.", nod))[0]["content"]
    assert later.brief.split(".")[0] in prompt(part(later, "Hi.", nod))[0]["content"]


def test_a_curt_buyer_gets_fewer_words(dana: Scenario) -> None:
    short = part(dana, "Hi.", TELLS)
    chatty = replace(short, who=replace(short.who, temperament="chatty"))
    assert short.words < chatty.words
    assert short.words >= len(short.like.split())


def test_the_clock_does_not_say_goodbye(dana: Scenario) -> None:
    low = replace(part(dana, "Hi.", Beat(None, "go on", "bank.go_on")), minutes_left=1)
    assert "do not say goodbye" in asked(low)
    assert "it is the last thing you say" in asked(replace(low, ends=True))


def test_another_person_beside_the_buyer_has_a_name() -> None:
    scenario = next(s for s in LIBRARY.scan()[0].values() if s.second is not None)
    assert scenario.second is not None
    first = scenario.second.name.split()[0]
    found = part(scenario, "Hi.", Beat(None, "go on", "bank.go_on"))
    said = (*found.said, SessionTurn(3, "buyer", f"{first}: I have a worry."))
    text = asked(replace(found, said=said))
    assert f"3 {first}: I have a worry." in text
    assert "1 You: Yes?" in text
