"""Two opinions: what a model and the offline parts said of the same thing, and what it cost."""

from __future__ import annotations

from dataclasses import replace

import gradio as gr
import pytest

from tests.web import samples
from trainer.conversation import Heard
from trainer.disagreement import MOVES, Disagreement
from trainer.errors import StoreError
from trainer.llm.usage import Usage
from trainer.report import CriterionResult, Verdict
from trainer.session import Override, Session
from trainer.store.model_use import Listed
from trainer.web.desk import Desk
from trainer.web.differences import DifferencesPage
from trainer.web.views.differences import by_purpose, differences, differences_page, spent
from trainer.web.views.review import Asked, queue, sheet
from trainer.wiring import Services

HEARD = Disagreement(MOVES, 2, ("ask_open", "insight"), ("pitch",))
JUDGED = Disagreement("value.trade", 2, ("partly",), ("met",))


def listed(found: Disagreement, words: str = "Hello Dana") -> Listed:
    return Listed("s1", "Call me next quarter", "Ana", words, found)


def settled(session: Session, found: Disagreement) -> str:
    (only,) = differences([listed(found)], {"s1": session}, samples.rubric())
    return only.settled


def test_both_sides_are_told_in_plain_words() -> None:
    heard, judged = differences(
        [listed(HEARD), listed(JUDGED)], {"s1": samples.session()}, samples.rubric()
    )
    assert (heard.model, heard.offline) == ("taught something, asked an open question", "pitched")
    assert (judged.model, judged.offline) == ("◐ partly", "● met")
    assert heard.criterion is None and judged.criterion is samples.rubric()["value.trade"]


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ({"ask_open", "insight"}, "The model’s word counts."),
        ({"pitch"}, "The offline word counts."),
        ({"probe"}, "Neither; what counts is: asked what is behind it."),
        (set(), "Neither; what counts is: nothing of note."),
    ],
)
def test_what_was_heard_is_settled_by_what_the_turn_keeps(labels: set[str], said: str) -> None:
    turns = list(samples.TALK)
    turns[1] = replace(turns[1], heard=Heard(frozenset(labels)))
    assert settled(samples.session(turns=tuple(turns)), HEARD) == said


def test_a_verdict_is_settled_by_the_report_and_by_a_trainer_above_it() -> None:
    session = samples.session(report=samples.report(value_trade=Verdict.PARTLY))
    assert settled(session, JUDGED) == "The model’s word counts."
    ours = CriterionResult("value.trade", Verdict.MISSED, (), "No gain.", judge="Marek")
    overruled = replace(session, overrides=(Override(ours, "Marek", samples.AT),))
    assert settled(overruled, JUDGED) == "Marek decided: ○ missed."


def test_what_the_rubric_or_the_list_no_longer_has_is_left_out() -> None:
    gone = listed(Disagreement("value.gone", 0, ("met",), ("missed",)))
    assert differences([gone], {"s1": samples.session()}, samples.rubric()) == []
    assert differences([listed(HEARD)], {}, samples.rubric()) == []


def test_the_page_leads_to_the_call_and_its_turn_and_escapes_words() -> None:
    shown = differences(
        [listed(HEARD, "<script>x</script>"), listed(JUDGED)],
        {"s1": samples.session()},
        samples.rubric(),
    )
    page = differences_page(shown, most=100)
    assert 'href="review?session=s1#turn-2"' in page and "<script>" not in page
    assert page.count("Call me next quarter") == 1  # one heading a call
    assert "Nothing yet." in differences_page([], most=100)


@pytest.mark.parametrize(
    ("usage", "words"),
    [
        (Usage(1000, 400, 250, calls=1), "asked once, 1,250 tokens"),
        (Usage(1000, 0, 250, 12, 3), "asked 12 times, at least 1,250 tokens"),
        (
            Usage(1_000_000, 0, 0, 1200, cost=1.256),
            "asked 1,200 times, 1,000,000 tokens, 1.3 at your prices",
        ),
        (Usage(10, 0, 1, 2, cost=0.0211), "asked 2 times, 11 tokens, 0.021 at your prices"),
        (Usage(10, 0, 1, 2, cost=123.456), "asked 2 times, 11 tokens, 123.46 at your prices"),
    ],
)
def test_what_a_model_took_is_one_line(usage: Usage, words: str) -> None:
    assert spent(usage) == words


def test_the_dearest_purpose_stands_first() -> None:
    used = {"voice": Usage(10, calls=1), "judge": Usage(90, calls=1), "new": Usage(50, calls=1)}
    assert [what for what, _ in by_purpose(used)] == ["judging", "new", "speaking as the buyer"]


def test_the_review_shows_what_a_call_took_and_where_opinions_differed() -> None:
    differed = differences([listed(HEARD)], {"s1": samples.session()}, samples.rubric())
    page = sheet(samples.session(), samples.rubric(), {"judge": Usage(900, 0, 100, 2)}, differed)
    assert "The model was asked 2 times, 1,000 tokens" in page and "differed once" in page
    plain = sheet(samples.session(), samples.rubric())
    assert "The model was" not in plain and "differed" not in plain
    listing = queue([samples.summary()], Asked(), used=Usage(900, 0, 100, 2))
    assert "the model was asked 2 times" in listing and 'href="differences"' in listing
    without = queue([samples.summary()], Asked(), used=Usage())
    assert "the model was" not in without and 'href="differences"' not in without


def page_over(ready: Services) -> DifferencesPage:
    desk = Desk(ready.practice, ready.store, ready.library, ready.review, ready.rubric)
    with gr.Blocks(analytics_enabled=False) as demo:
        return DifferencesPage(desk, demo)


async def test_what_is_kept_in_the_store_is_what_the_page_shows(services: Services) -> None:
    await services.store.create(samples.session())
    await services.store.add_model_use("s1", {"judge": Usage(9, 0, 1, 1)}, [HEARD, JUDGED])
    page = await page_over(services).open()
    assert "what happens when planning stops at night?" in page
    assert "The model heard" in page and "The model said" in page


async def test_without_records_the_page_is_one_calm_line(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def closed(*_: object, **__: object) -> None:
        raise StoreError("gone")

    monkeypatch.setattr(services.store, "disagreements", closed)
    assert "could not reach its records" in await page_over(services).open()
