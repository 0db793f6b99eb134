"""Plays scripted reps against scenarios, many runs at a time. Pure: no store, no clock."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from threadpoolctl import threadpool_limits

from trainer.buyer.log import practice_log
from trainer.buyer.policy import open_call, outcome_of, respond
from trainer.buyer.state import BuyerState, Decision
from trainer.buyer.voice import authored
from trainer.conversation import Act, Heard, Turn
from trainer.grading.grade import grade
from trainer.reading.local import LocalReader
from trainer.reading.reader import Reader
from trainer.report import GradeReport
from trainer.rubric import Rubric
from trainer.scenario import Scenario
from trainer.session import Session, SessionTurn
from trainer.simulate.reps import REPS, Scene

MOST_TURNS = 24  # rep turns; by then the time of even a patient buyer is up


@dataclass(frozen=True, slots=True)
class Run:
    """One simulated call."""

    session: Session
    rep: str
    report: GradeReport

    def to_dict(self) -> dict[str, Any]:
        """The JSON of `trainer simulate --json`."""
        assert self.session.scenario is not None
        return {
            "scenario": self.session.scenario.id,
            "rep": self.rep,
            "seed": self.session.seed,
            "outcome": self.session.outcome.to_dict(),
            "overall": None if self.report.overall is None else round(self.report.overall, 1),
            "dimensions": {
                k: None if v is None else round(v, 1)
                for k, v in self.report.score.dimensions.items()
            },
            "turns": len(self.session.turns),
        }


def play(scenario: Scenario, rep: str, seed: int, reader: Reader, rubric: Rubric) -> Run:
    """One call of rep `rep` with `seed`: the same arguments give the same call and grade."""
    session = Session(id=f"{scenario.id}-{rep}-{seed}", scenario=scenario, seed=seed, rep=rep)
    decision = open_call(scenario)
    session, state = _spoken(session, decision)
    scene = Scene(scenario, random.Random(f"{seed}/{rep}/rep"), state)
    while not state.over and scene.turn < MOST_TURNS:
        _perceive(scene, session, state, decision)
        text = REPS[rep](scene)
        scene.turn += 1
        past = [(Turn(t.speaker, t.text), t.heard) for t in session.turns]
        heard = reader.hear(past, Turn("rep", text), channel=scenario.channel)
        rep_turn = SessionTurn(len(session.turns) + 1, "rep", text, heard)
        session = replace(session, turns=(*session.turns, rep_turn))
        decision = respond(state, session)
        session, state = _spoken(session, decision)
    outcome = decision.outcome if state.over else outcome_of(state, scenario, ended_by_rep=True)
    session = replace(session, outcome=outcome, finished=True)
    report = grade(
        session.conversation,
        rubric,
        log=practice_log(session),
        scenario_lines=scenario.good_lines,
    )
    return Run(session, rep, report)


def _spoken(session: Session, decision: Decision) -> tuple[Session, BuyerState]:
    words = authored(decision, session)
    turn = SessionTurn(
        len(session.turns) + 1,
        "buyer",
        words.text,
        Heard(frozenset(a.value for a in decision.acts)),
        decision.reason,
        words.state.to_dict(),
    )
    return replace(session, turns=(*session.turns, turn)), words.state


def _perceive(scene: Scene, session: Session, state: BuyerState, decision: Decision) -> None:
    """What the rep takes in of the buyer's last turn."""
    last = session.turns[-1]
    scene.state = state
    scene.acts = decision.acts
    scene.buyer_said.append(last.text)
    if any(b.source.startswith("wants.") for b in decision.beats):
        scene.want = last.text
    elif Act.REVEAL in decision.acts or any(b.fact for b in decision.beats):
        scene.told.append(last.text)


_WORKER: dict[str, Any] = {}


def _work(job: tuple[Scenario, str, tuple[int, ...], Rubric]) -> list[dict[str, Any]]:
    scenario, rep, seeds, rubric = job
    reader = _WORKER.setdefault("reader", LocalReader())
    return [play(scenario, rep, seed, reader, rubric).to_dict() for seed in seeds]


def simulate(
    scenarios: Iterable[Scenario],
    reps: Iterable[str],
    runs: int,
    rubric: Rubric,
    *,
    first_seed: int = 0,
    workers: int = 2,
    done: Callable[[int], None] = lambda n: None,
) -> Iterator[dict[str, Any]]:
    """Rows of `Run.to_dict`, in order of scenario, rep and seed; `done` hears of finished runs."""
    seeds = tuple(range(first_seed, first_seed + runs))
    jobs = [(s, r, seeds, rubric) for s in scenarios for r in reps]
    if workers <= 1:
        for job in jobs:
            rows = _work(job)
            done(len(rows))
            yield from rows
        return
    # Threads for the small sums of one run would only get in another worker's way.
    with ProcessPoolExecutor(workers, initializer=threadpool_limits, initargs=(1,)) as pool:
        for rows in pool.map(_work, jobs):
            done(len(rows))
            yield from rows
