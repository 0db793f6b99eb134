"""Comments and overruled verdicts."""

from __future__ import annotations

from store_samples import NOON, opened, override, report, score, whole

from trainer.report import Verdict, combine
from trainer.session import Comment, Outcome
from trainer.store import Store


async def test_comments_are_kept_in_the_order_they_were_made(store: Store) -> None:
    await store.create(opened())
    made = tuple(Comment(turn, f"On {turn}.", "Tess", NOON) for turn in (2, 0, 2))
    for comment in made:
        await store.add_comment("s1", comment)
    assert await store.comments("s1") == made
    assert (await store.get("s1")).comments == made


async def test_of_two_verdicts_on_one_criterion_both_stay_and_the_last_counts(
    store: Store,
) -> None:
    await store.create(opened())
    await store.finish("s1", Outcome("lost"), report())
    first, second = override(Verdict.MISSED), override(Verdict.MET, "Tom")
    await store.add_override("s1", first, score(10.0))
    await store.add_override("s1", second, score(80.0))
    assert await store.overrides("s1") == (first, second)
    found = await store.get("s1")
    assert found.overrides == (first, second)
    assert found.report == report(), "the machine's grade stays visible"
    machine = found.report.results["value.trade"]
    assert combine(machine, [o.result for o in found.overrides]).verdict is Verdict.MET
    assert (await store.list())[0].overall == 80.0


async def test_a_verdict_without_a_score_changes_none(store: Store) -> None:
    await store.create(opened())
    await store.finish("s1", Outcome("lost"), report(50.0))
    await store.add_override("s1", override())
    assert (await store.list())[0].overall == 50.0


async def test_reviews_of_one_session_are_not_those_of_another(store: Store) -> None:
    await store.create(whole("s1"))
    await store.create(opened("s2"))
    assert await store.comments("s2") == ()
    assert await store.overrides("s2") == ()
