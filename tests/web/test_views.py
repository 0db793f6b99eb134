"""Views as pure functions: escaping, no nought for what was not scored, the four questions."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.web import samples
from trainer.conversation import Transcript, Turn
from trainer.errors import ScenarioError
from trainer.library import Library
from trainer.report import CriterionResult, Evidence, Score, Verdict
from trainer.review import effective
from trainer.session import Comment, Outcome, Override, Session
from trainer.web import words
from trainer.web.figures import across, strip
from trainer.web.views import call
from trainer.web.views.catalogue import catalogue, next_up, weakest
from trainer.web.views.compare import compare, parting
from trainer.web.views.debrief import bars, debrief, plan_kept, withheld
from trainer.web.views.history import Asked, history, over_time
from trainer.web.views.mind import mind
from trainer.web.views.onward import onward
from trainer.web.views.review import Asked as Filter
from trainer.web.views.review import queue, sheet

NASTY = "<script>alert(1)</script> **bold** {{ 7*7 }} ${1+1} <img src=x onerror=alert(1)>"


def with_words(text: str) -> Session:
    return samples.session(
        turns=samples.turns("Dana.", text, "No."),
        rep=text,
        comments=(Comment(2, text, text, samples.AT),),
    )


# ---- escaping ----


def test_what_people_type_is_text_on_every_page() -> None:
    session = with_words(NASTY)
    pages = [
        call.talk(session, said=NASTY, saying=NASTY),
        call.note(NASTY),
        debrief(session, samples.rubric()),
        compare(session, replace(session, id="s2"), samples.rubric()),
        sheet(session, samples.rubric()),
        history([samples.summary(title=NASTY)], Asked(NASTY), {"x": NASTY}, samples.rubric()),
        queue([samples.summary(rep=NASTY)], Filter(NASTY), reps=[NASTY], titles={"x": NASTY}),
    ]
    for page in pages:
        assert "<script>" not in page and "<img" not in page
        assert "&lt;script&gt;" in page
        assert "{{ 7*7 }}" in page and "**bold**" in page


# ---- practice ----


def test_the_catalogue_names_level_channel_and_what_it_trains() -> None:
    page = catalogue({"next-quarter": samples.scenario()}, best={"next-quarter": 71.4})
    for part in ("Cold call", "Level 2, fair of 5", "why change, before why you", "<b>71</b>"):
        assert part in page


def test_an_empty_catalogue_says_what_to_do() -> None:
    assert "Copy the template" in catalogue({})


def test_a_broken_file_is_one_line_for_the_trainer_and_the_rest_is_usable() -> None:
    fault = ScenarioError("unknown field 'persnoa'", where="x.yaml", line=3)
    page = catalogue({"next-quarter": samples.scenario()}, faults=[fault])
    assert "x.yaml:3: unknown field" in page and "Call me next quarter" in page


def test_a_newcomer_is_sent_to_the_gentlest_call() -> None:
    scenarios = {s.id: s for s in (samples.scenario(), samples.scenario("twenty-seconds"))}
    first = next_up(scenarios, [], [], samples.rubric())
    assert first is not None and first.scenario.id == "twenty-seconds" and not first.resume


def test_who_left_off_is_sent_back_there() -> None:
    left = samples.session(finished=False, report=None)
    first = next_up({"next-quarter": samples.scenario()}, [], [], samples.rubric(), left=left)
    assert first is not None and first.resume == "s1" and "turn 5" in first.reason
    assert first.line == "Truthfully? Nothing."


def test_the_weakest_criterion_chooses_the_next_call_and_gives_the_reason() -> None:
    graded = [samples.session(report=samples.report(value_sequence=Verdict.MISSED))]
    assert (weak := weakest(graded, samples.rubric())) and weak.id == "value.sequence"
    first = next_up(
        {"next-quarter": samples.scenario()}, [samples.summary()], graded, samples.rubric()
    )
    assert first is not None and weak.name in first.reason


def test_when_all_went_well_nothing_is_weakest() -> None:
    assert weakest([samples.session(report=samples.report())], samples.rubric()) is None


def test_the_brief_shows_the_criteria_in_plain_words() -> None:
    page = call.criteria(samples.scenario(), samples.rubric())
    for criterion in samples.rubric().enabled():
        assert str(criterion.question).replace('"', "&#34;").replace("'", "&#39;") in page


def test_a_meeting_is_not_graded_on_how_a_cold_call_opens() -> None:
    meeting = samples.scenario("proposal-and-pricing")
    leans, rest = call.graded_on(meeting, samples.rubric(), planned=False)
    ids = {c.id for group in (*leans, *rest) for c in group.criteria}
    assert "value.no_gimmick" not in ids and "fit.plan" not in ids and "value.trade" in ids


def test_no_score_while_talking() -> None:
    session = samples.session(finished=False)
    for page in (call.talk(session), call.buyer(session), call.aside(session, samples.rubric())):
        assert "of 100" not in page and "◐" not in page


def test_a_thinking_buyer_is_shown_calmly_and_told_to_screen_readers() -> None:
    page = call.talk(samples.session(finished=False), said="Hello", saying="")
    assert "Dana is thinking" in page and page.index("Hello") < page.index("Dana is thinking")


def test_a_buyer_who_hung_up_is_told_in_plain_words_and_leads_to_the_debrief() -> None:
    turns = list(samples.TALK)
    turns[-1] = replace(turns[-1], state={**turns[-1].state, "over": True})
    page = call.talk(samples.session(turns=tuple(turns), outcome=Outcome("walked")))
    assert "Dana has hung up." in page and "debrief?session=s1" in page


# ---- debrief ----


def test_the_debrief_answers_four_questions_in_order() -> None:
    page = debrief(samples.session(), samples.rubric())
    marks = ["Dana agreed to a smaller step", "to change", "was thinking", "Show me where"]
    places = [page.index(mark) for mark in marks]
    assert places == sorted(places)


def test_no_opportunity_and_unscored_are_said_and_never_nought() -> None:
    nothing = {c.id.replace(".", "_"): Verdict.NA for c in samples.rubric().enabled("salvage")}
    unscored = {c.id.replace(".", "_"): Verdict.UNSCORED for c in samples.rubric().enabled("fit")}
    session = samples.session(report=samples.report(**nothing, **unscored))
    found = {b.key: b for b in bars(effective(session, samples.rubric()), samples.rubric())}
    assert (found["salvage"].score, found["salvage"].why) == (None, "no opportunity")
    assert (found["fit"].score, found["fit"].why) == (None, "unscored")
    page = debrief(session, samples.rubric())
    assert "no opportunity" in page and "<b>0</b>" not in page


def test_a_withheld_total_gives_its_reason() -> None:
    assert "60% of what applied" in withheld(Score(None, {"value": 50.0}, 0.6))
    assert "nothing to judge" in withheld(Score(None, {"value": None}, 0.0))
    assert withheld(Score(70.0, {"value": 70.0}, 1.0)) == ""


def test_a_partly_says_what_was_missing_for_met() -> None:
    page = debrief(samples.session(), samples.rubric())
    assert "Missing for met:</b> a gain with every ask" in page


def test_a_focus_quotes_links_costs_tries_and_forks() -> None:
    page = debrief(samples.session(), samples.rubric())
    start = page.index('class="focus"')
    focus = page[start : page.index("</ol>", start)]
    for part in (
        "You said “Hello Dana”",
        "#turn-2",
        "Why value.trade.",
        "Say this",
        'data-turn="2"',
    ):
        assert part in focus


def test_hints_plan_and_certainty_are_told() -> None:
    page = debrief(samples.session(), samples.rubric())
    for part in ("You asked for one hint", "Ask what waiting costs.", "About 8 in 10", "A figure"):
        assert part in page


def test_every_line_of_the_plan_stands_beside_what_happened() -> None:
    session = samples.session()
    kept = plan_kept(session, effective(session, samples.rubric()))
    assert [k.planned for k in kept][:2] == ["See the cost", "A figure"]
    assert kept[1].verdict is Verdict.PARTLY and kept[1].turn == 2


def test_a_trainers_word_stands_beside_the_machines() -> None:
    ours = CriterionResult(
        "value.trade", Verdict.MET, (Evidence(2, "Hello"),), "Heard it.", judge="M"
    )
    session = samples.session(overrides=(Override(ours, "Marek", samples.AT),))
    page = debrief(session, samples.rubric())
    assert "Marek" in page and "Heard it." in page and "Note on Worth the time." in page
    assert "before your trainer" in page


def test_an_open_call_has_no_debrief_yet_and_says_what_to_do() -> None:
    page = debrief(samples.session(report=None, finished=False), samples.rubric())
    assert "still open" in page and "./?session=s1" in page


def test_the_mind_has_a_thought_for_every_buyer_turn() -> None:
    picture = mind(samples.session())
    assert picture is not None and [t.turn for t in picture.thoughts] == [1, 3, 5]
    assert [s.name for s in picture.strips] == [
        "Trust in you",
        "Value received",
        "Cost of not changing",
        "Belief it would help",
        "Patience",
    ]
    assert ("Trust in you", "+0.2") in picture.thoughts[1].moved


def test_a_comparison_says_where_two_runs_part_and_what_changed() -> None:
    one = samples.session()
    two = samples.session(
        id="s2",
        turns=samples.turns("Dana Whitlock.", "Something else.", "Go on."),
        report=samples.report(),
        parent="s1",
        fork_turn=2,
    )
    assert parting(one, two) == 2
    page = compare(one, two, samples.rubric())
    assert "parting at turn 2" in page and "Something else." in page and "Worth the time" in page


def test_an_imported_call_has_a_debrief_without_a_mind_or_a_second_try() -> None:
    said = tuple(Turn(t.speaker, t.text) for t in samples.TALK)
    real = Transcript("call-7", "meeting", said, context="A real call.")
    session = samples.session(scenario=None, turns=(), hints=(), plan=None, imported=real)
    page = debrief(session, samples.rubric())
    assert "A real call, read and graded." in page and "Dana Whitlock." in page
    assert "was thinking" not in page and "Try again" not in page and "Try from here" not in page
    assert "Dana Whitlock." in sheet(session, samples.rubric())


# ---- the ways on ----


def test_a_debrief_offers_the_call_again_and_names_what_to_practise() -> None:
    session = samples.session(report=samples.report(value_trade=Verdict.MISSED))
    page = debrief(session, samples.rubric(), (), {"next-quarter": samples.scenario()})
    assert "Play this again" in page and './?scenario=next-quarter"' in page
    assert "Practise next:</b> Worth the time." in page and "Next call" not in page


def test_in_a_chain_the_next_call_with_this_buyer_is_offered() -> None:
    scenarios, _ = Library.default().scan()
    session = samples.session(scenario=scenarios["rota-holes"])
    on = onward(session, scenarios, samples.rubric())
    assert on.following is scenarios["rota-holes-meeting"] and on.again is scenarios["rota-holes"]
    page = debrief(session, samples.rubric(), (), scenarios)
    assert page.index("Next call") < page.index("Play this again")
    assert "will remember this one" in page


def test_what_to_practise_is_what_the_debrief_names_first() -> None:
    session = samples.session(report=samples.report(control_agenda=Verdict.MISSED))
    assert session.report is not None
    on = onward(session, {}, samples.rubric())
    assert on.weak is samples.rubric()[session.report.focus[0].criterion]
    assert on.drill is None and on.again is None


def test_where_this_call_gives_no_room_another_one_does() -> None:
    scenarios, _ = Library.default().scan()
    played = samples.scenario()
    for criterion in samples.rubric().enabled():
        missed = samples.report(**{criterion.id.replace(".", "_", 1): Verdict.MISSED})
        on = onward(samples.session(report=missed), scenarios, samples.rubric())
        assert on.weak is criterion
        fits = set(played.teaches) & set(criterion.teaches)
        assert on.drill is not None and bool(fits) is not on.elsewhere
        assert not on.elsewhere or set(on.drill.teaches) & set(criterion.teaches)


def test_who_missed_nothing_is_sent_to_a_harder_call() -> None:
    scenarios, _ = Library.default().scan()
    on = onward(samples.session(report=samples.report()), scenarios, samples.rubric())
    assert on.weak is None and on.drill is not None
    assert on.drill.level == samples.scenario().level + 1
    assert "something harder" in debrief(
        samples.session(report=samples.report()), samples.rubric(), (), scenarios
    )


# ---- history, review, figures ----


def test_the_logbook_is_by_day_and_open_calls_can_be_gone_on_with() -> None:
    earlier = samples.summary(id="s0", started_at=samples.AT - timedelta(days=1))
    page = history(
        [samples.summary(id="s2", finished=False), earlier], Asked("Ana"), {}, samples.rubric()
    )
    assert page.index(words.day(samples.AT)) < page.index(words.day(earlier.started_at))
    assert "./?session=s2" in page and "debrief?session=s0" in page


def test_an_empty_history_says_what_to_do_next() -> None:
    assert "No call under this name yet" in history([], Asked("Ana"), {}, samples.rubric())
    assert "Nothing matches" in history([], Asked("Ana", "x"), {}, samples.rubric())


def test_a_call_without_opportunity_leaves_a_gap_in_the_line() -> None:
    calls = [samples.summary(), samples.summary(id="s0")]
    lines = {s.key: s for s in over_time(calls, samples.rubric())}
    assert lines["salvage"].values == (None, None) and lines["salvage"].line == ""
    assert lines["value"].last == 80.0


@pytest.mark.parametrize("values", [[], [None], [1.0], [1.0, None, 3.0], [9.0, -2.0]])
def test_a_strip_never_draws_what_is_not_there(values: list[float | None]) -> None:
    drawn = strip("x", "X", values, 5)
    assert drawn.dots.count("M") == sum(v is not None for v in values)
    assert "nan" not in drawn.line


def test_one_point_stands_in_the_middle() -> None:
    assert across(0, 1) == 50 and across(1, 2) == 100


def test_unusable_filter_fields_are_left_out() -> None:
    filters = Filter.of({"since": "soon", "low": "x", "high": "900", "rep": " Ana "}).filters(10)
    assert (filters.since, filters.min_score, filters.max_score, filters.rep) == (
        None,
        None,
        100.0,
        "Ana",
    )


def test_a_day_counts_to_its_end() -> None:
    filters = Filter.of({"since": "2026-03-05", "until": "2026-03-05"}).filters(10)
    assert filters.since is not None and filters.until == filters.since + timedelta(days=1)


def test_the_review_sheet_offers_a_remark_at_every_turn_and_a_verdict_for_every_criterion() -> None:
    page = sheet(samples.session(), samples.rubric())
    assert page.count('data-do="comment"') == len(samples.TALK) + 1
    assert page.count('data-do="overrule"') == len(samples.rubric().enabled())


def test_a_review_without_a_call_says_what_to_do() -> None:
    assert "Choose a call" in sheet(None, samples.rubric())
    assert "has no grade yet" in sheet(samples.session(report=None), samples.rubric())
