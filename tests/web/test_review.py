"""What a trainer does: a remark, an overruling that counts from then on, the machine's kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from tests.web import samples
from trainer.errors import Conflict, InputError, NotFound
from trainer.report import Verdict, score
from trainer.review import MAX_REMARK, Review, effective
from trainer.store import Filters, Store


@pytest.fixture
async def review() -> AsyncIterator[Review]:
    """A review desk over a store with one graded and one open session."""
    async with await Store.open("sqlite+aiosqlite:///:memory:") as store:
        await store.create(samples.session())
        await store.create(samples.session(id="s2", rep="Bea", report=None, finished=False))
        yield Review(store, samples.rubric)


async def test_a_verdict_overruled_counts_and_the_machines_stays(review: Review) -> None:
    before = review.effective(await review.open("s1"))
    await review.overrule("s1", "value.trade", Verdict.MISSED, "No gain named.", author="Marek")
    session = await review.open("s1")
    after = review.effective(session)
    assert session.report is not None
    assert session.report.results["value.trade"].verdict is Verdict.PARTLY
    assert after.results["value.trade"].verdict is Verdict.MISSED
    assert after.overruled["value.trade"].author == "Marek"
    assert (after.score.overall or 0) < (before.score.overall or 0)
    (listed,) = await review.sessions(Filters(rep="Ana"))
    assert listed.overridden and listed.overall == pytest.approx(after.score.overall, abs=0.1)


async def test_the_last_word_counts(review: Review) -> None:
    for verdict in (Verdict.MISSED, Verdict.MET):
        await review.overrule("s1", "value.trade", verdict, "On second thoughts.", author="M")
    assert review.effective(await review.open("s1")).results["value.trade"].verdict is Verdict.MET


async def test_an_overruling_keeps_the_quotes_the_verdict_rests_on(review: Review) -> None:
    await review.overrule("s1", "value.trade", Verdict.MET, "It was there.", author="M")
    session = await review.open("s1")
    assert session.report is not None
    ours = review.effective(session).results["value.trade"]
    assert ours.evidence == session.report.results["value.trade"].evidence
    assert (ours.note, ours.judge) == ("It was there.", "M")


async def test_a_remark_is_kept_at_its_turn(review: Review) -> None:
    await review.comment("s1", 2, "  Good opening.  ", author="  Marek   B. ")
    (comment,) = (await review.open("s1")).comments
    assert (comment.turn, comment.text, comment.author) == (2, "Good opening.", "Marek B.")


@pytest.mark.parametrize("text", ["", "   \n", "x" * (MAX_REMARK + 1)])
async def test_an_unusable_remark_is_refused(review: Review, text: str) -> None:
    with pytest.raises(InputError):
        await review.comment("s1", 0, text, author="M")
    assert (await review.open("s1")).comments == ()


async def test_what_is_not_there_cannot_be_reviewed(review: Review) -> None:
    with pytest.raises(NotFound):
        await review.comment("s1", 99, "Hm.", author="M")
    with pytest.raises(NotFound):
        await review.comment("nope", 0, "Hm.", author="M")
    with pytest.raises(NotFound):
        await review.overrule("s1", "value.nonsense", Verdict.MET, "Hm.", author="M")
    with pytest.raises(Conflict):
        await review.overrule("s2", "value.trade", Verdict.MET, "Hm.", author="M")
    with pytest.raises(NotFound):
        review.effective(await review.open("s2"))


def test_without_an_overruling_the_score_is_the_one_of_that_day() -> None:
    report = samples.report()
    old = replace(report, score=replace(report.score, overall=12.0))
    assert effective(samples.session(report=old), samples.rubric()).score.overall == 12.0


def test_an_unscored_verdict_made_by_hand_leaves_the_rest_as_it_was() -> None:
    verdicts = {c.id: Verdict.MET for c in samples.rubric().enabled()}
    verdicts["value.trade"] = Verdict.UNSCORED
    assert score(verdicts, samples.rubric()).dimensions["value"] == 100
