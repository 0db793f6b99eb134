"""What a voice is told for one turn: the direction agrees with its line, and with the talk."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trainer.buyer.state import Beat, BuyerState, Decision
from trainer.conversation import Act, Heard
from trainer.library import Library, data_folder
from trainer.scenario import Scenario
from trainer.session import Carried, Session, SessionTurn
from trainer.speaking.checks import unfit
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
    assert "They asked: ‹‹‹And who picks up" in asked(told)
    other = told.directions[0].other
    assert other and any(line.startswith(other) for line in dana.fact("rota").says)
    assert told.directions[0].other != told.directions[0].like


def test_a_fact_that_may_be_beside_the_question_is_come_to(dana: Scenario) -> None:
    told = asked(part(dana, "And do you sleep at night?", TELLS))
    assert "It may not be quite what they asked (‹‹‹And do you sleep at night?›››)" in told
    for said in ("I see. Go on.", "Is it raining in Goole?"):
        assert "They did not ask for just this" in asked(part(dana, said, TELLS))


def test_several_facts_are_given_to_the_questions_they_fit(dana: Scenario) -> None:
    other = next(f.id for f in dana.facts if f.id != "rota")
    more = Beat(Act.ANSWER, "answer with this fact", f"facts.{other}.says", other)
    text = asked(part(dana, "Who picks up the phone at night? And then?", TELLS, more))
    assert "Your direction now, each where it fits their questions:" in text
    assert " They asked: ‹‹‹" not in text


def taken(scenario: Scenario, key: str, words: str, beat: Beat) -> Part:
    """The part for `beat` after the buyer took a stand in `words`, with the authored line `key`."""
    before = replace(BuyerState.start(scenario), used=(key,))
    turns = (
        SessionTurn(1, "buyer", "Hello?", state=BuyerState.start(scenario).to_dict()),
        SessionTurn(2, "rep", "Could we meet?"),
        SessionTurn(3, "buyer", words, state=before.to_dict()),
        SessionTurn(4, "rep", "But why?"),
    )
    found = part_of(Decision((beat,), "", before), Session("s", scenario, 3, "", turns=turns))
    assert found is not None
    return found


def test_a_stand_is_quoted_in_the_buyers_own_words(dana: Scenario) -> None:
    r = next(r for r in dana.resistance if len(r.says) > 1)
    own = f"Right. {r.says[1]}"
    for kept in ("holding", "yielding"):
        act = Act(r.act) if kept == "holding" else None
        beat = Beat(act, "do that", f"resistance.{r.id}.{kept}")
        stand = taken(dana, f"resistance.{r.id}.says[1]", own, beat).directions[0].stance
        assert stand
        assert stand in own
        assert stand not in r.says[0]


def test_a_stand_never_taken_is_not_quoted(dana: Scenario) -> None:
    r = dana.resistance[0]
    beat = Beat(None, "come off your resistance", f"resistance.{r.id}.yielding")
    told = part(dana, "I see.", beat)
    assert told.directions[0].stance == ""
    assert "Your stand" not in asked(told)
    assert told.directions[0].label == "For example"


def test_a_line_that_does_not_hold_on_sets_only_the_tone() -> None:
    seen = set()
    for scenario in LIBRARY.scan()[0].values():
        for r in scenario.resistance:
            beat = Beat(Act(r.act), "you stay where you were", f"resistance.{r.id}.holding")
            held = taken(scenario, f"resistance.{r.id}.says[0]", r.says[0], beat).directions[0]
            plain = does(held.like, r.act, scenario.channel)
            assert held.label == ("Say" if plain else "Tone only")
            seen.add(held.label)
    assert seen == {"Say", "Tone only"}


def test_an_hour_named_beside_the_day_is_part_of_the_time(dana: Scenario) -> None:
    best = dana.best
    assert best is not None
    yes = Beat(Act.COMMIT, f"agree to {best.is_}", f"commitments.{best.id}.yes")
    said = "I come by at eleven, with Neil. Would Thursday suit you?"
    turns = (SessionTurn(1, "buyer", "Yes?"), SessionTurn(2, "rep", said))
    session = Session("s", dana, 3, "", turns=turns)
    state = replace(BuyerState.start(dana), granted=best.id, time="Thursday")
    now = part_of(Decision((yes,), "", state), session)
    assert now is not None
    assert now.time == "Thursday at eleven"
    later = (
        SessionTurn(3, "buyer", "Thursday, then.", state=state.to_dict()),
        SessionTurn(4, "rep", "Good. By the way, what about half past nine on Monday?"),
    )
    nod = Beat(None, "go on", "bank.go_on")
    after = part_of(Decision((nod,), "", state), replace(session, turns=turns + later))
    assert after is not None
    assert f"it stands: {best.is_}, ‹‹‹Thursday at eleven›››" in asked(after)


def test_a_question_left_open_may_be_taken_up(dana: Scenario) -> None:
    nod, small = Beat(None, "go on", "bank.go_on"), Beat(None, "say who you are", "bank.who")
    opened = "take up their question in general words"
    assert opened in asked(part(dana, "Right. And what does it do to the team?", nod))
    assert opened not in asked(part(dana, "Right. I see.", nod))
    assert opened not in asked(part(dana, "Who is that?", small))
    assert opened not in asked(part(dana, "Who picks up the phone?", TELLS))


def test_a_word_on_the_clock_asks_for_nothing_after_a_brush_off(dana: Scenario) -> None:
    no = Beat(Act.REQUEST, "ask for papers", "bank.request")
    clock = Beat(None, "mention that you have only a minute or two left", "ends.clock")
    after_no = part(dana, "Could we meet?", no, clock)
    assert [d.label for d in after_no.directions][1:] == [""]
    assert after_no.directions[1].like not in asked(after_no)
    after_fact = part(dana, "Who picks up at night?", TELLS, clock)
    assert after_fact.directions[1].like in asked(after_fact)


def test_who_writes_is_told_to_write() -> None:
    seen = set()
    for scenario in LIBRARY.scan()[0].values():
        nod = Beat(None, "go on", "bank.go_on")
        system = prompt(part(scenario, "Hi.", nod))[0]["content"]
        written = scenario.channel == "first_contact"
        assert ("Write as one types" in system) == written
        assert ("no emoji" in system) != written
        seen.add(written)
    assert seen == {True, False}


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


def test_another_person_beside_the_buyer_has_lines_of_their_own() -> None:
    scenario = next(s for s in LIBRARY.scan()[0].values() if s.second is not None)
    second, nod = scenario.second, Beat(None, "go on", "bank.go_on")
    assert second is not None
    first, buyer = second.name.split()[0], scenario.persona.first_name
    found = part(scenario, "Hi.", nod)
    both = SessionTurn(3, "buyer", f"A bit.\n{first}: I have a worry.")
    text = asked(replace(found, said=(*found.said, both)))
    assert f"3 You: A bit.\n3 {first}: I have a worry." in text
    theirs = part(scenario, "Hi.", replace(nod, who=second.name))
    system, text = prompt(replace(theirs, said=(*theirs.said, both)))
    assert f"3 {buyer}: A bit.\n3 You: I have a worry." in text["content"]
    assert f"You are {second.name}, {second.role}" in system["content"]
    assert f"you are not {buyer}" in system["content"]


def test_what_nobody_wrote_an_answer_for_is_given_with_the_question(dana: Scenario) -> None:
    plain = Beat(Act.ANSWER, "as far as you know", "bank.they_yes_no")
    told = part(dana, "That's a long shift. Does Neil know?", plain)
    assert told.directions[0].open == "Does Neil know?"
    assert "They asked: ‹‹‹Does Neil know?››› Answer that in a few words" in asked(told)
    ducks = Beat(Act.DODGE, "leave that aside", "bank.another_matter")
    assert "give none of it" in asked(part(dana, "Any chance of a laugh?", ducks))


def test_an_aside_names_the_question_it_answers(dana: Scenario) -> None:
    aside = dana.asides[0]
    beat = Beat(Act.ANSWER, "answer that, briefly", "asides.0.says")
    told = part(dana, f"I see. {aside.asks[0].rstrip('?')}? We could meet.", beat)
    assert told.directions[0].answers == f"{aside.asks[0].rstrip('?')}?"


def test_a_question_beside_a_stall_may_be_taken_up(dana: Scenario) -> None:
    stall = Beat(Act.STALL, "put it off", "bank.stall")
    assert part(dana, "Does it ever rain there?", stall).asked
    assert not part(dana, "I see.", stall).asked


def test_a_remark_on_the_reps_conduct_is_free_in_its_words(dana: Scenario) -> None:
    calls_out = Beat(Act.CONCERN, "call out the sales trick", "bank.gimmick_called")
    told = part(dana, "Got twenty seconds?", calls_out)
    assert "React briefly: call out the sales trick" in asked(told)
    assert not unfit("Drop the opener, give me the point.", told)
