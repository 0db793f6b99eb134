"""Focus points in words that fit this buyer and this moment; code sees that nothing is made up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pydantic import BaseModel, Field

from trainer.conversation import Transcript, Turn
from trainer.grading.metalanguage import PATTERNS
from trainer.llm.client import Client
from trainer.llm.errors import CallFailed
from trainer.llm.usage import Ledger
from trainer.llm.values import Message, Timeouts
from trainer.report import Focus, GradeReport, Verdict
from trainer.rubric import Rubric
from trainer.scenario import Scenario
from trainer.speaking.prompts import CHANNELS, messages, repair, turns
from trainer.speaking.secrets import Known, invents, public

LIMITS = Timeouts(connect=5.0, first_token=30.0, between_tokens=20.0, whole=45.0)
LONGEST = 60  # words of a line
TOKENS = 900
_NOT_SPEECH = re.compile(r"\[[^\]]*\]|\{|\}|\*|\b(?:criterion|rubric|score|verdict)\b", re.I)


class Advice(BaseModel):
    """One point, rewritten."""

    criterion: str
    why: str = Field(max_length=400)
    line: str = Field(max_length=500)


class Coaching(BaseModel):
    """All points, rewritten."""

    points: list[Advice]


@dataclass
class Coach:
    """Rewrites focus points by a model. A point stays as it was where its words do not hold."""

    client: Client
    ledger: Ledger = field(default_factory=Ledger)
    limits: Timeouts = LIMITS

    async def rewrite(
        self,
        report: GradeReport,
        rubric: Rubric,
        transcript: Transcript,
        said: Sequence[Turn],
        scenario: Scenario | None,
        session: str,
    ) -> tuple[Focus, ...]:
        """The focus points of a report, rewritten where that is possible. Raises nothing."""
        try:
            answer = await self.client.structured(
                prompt(report, rubric, transcript, said, scenario),
                Coaching,
                repair=repair,
                max_tokens=TOKENS,
                temperature=0.4,
                account=self.ledger.account(session, "coach"),
                timeouts=self.limits,
            )
        except CallFailed:
            return report.focus
        given = {a.criterion: a for a in answer.value.points}
        background = _background(scenario, transcript)
        return tuple(
            _fitted(focus, given.get(focus.criterion), transcript, background)
            for focus in report.focus
        )


def prompt(
    report: GradeReport,
    rubric: Rubric,
    transcript: Transcript,
    said: Sequence[Turn],
    scenario: Scenario | None,
) -> list[Message]:
    """The messages that ask for the points of a report."""
    points = [_point(f, report, rubric, transcript, scenario) for f in report.focus]
    return messages(
        "coach.jinja",
        buyer=scenario.persona if scenario else None,
        channel=CHANNELS[transcript.channel],
        written=transcript.channel == "first_contact",
        context=transcript.context or "not recorded",
        product=scenario.product if scenario else None,
        agreed=_agreed(report),
        proof=scenario.product.proof if scenario else (),
        said=turns(said),
        points=points,
    )


def _agreed(report: GradeReport) -> bool:
    """Whether the buyer agreed to a next step in the end."""
    booked = report.results.get("commitment.booked")
    return booked is not None and booked.verdict is Verdict.MET


def _of_this_talk(line: str, scenario: Scenario, heard: str) -> bool:
    """Whether a line speaks of nobody and no figure that had not come up by then."""
    who, sold = scenario.persona, scenario.product
    always = (who.name, who.company, sold.name, *sold.proof)
    return not invents(line, Known("\n".join((heard, *always))))


def _background(scenario: Scenario | None, transcript: Transcript) -> str:
    """What a line may draw on besides the talk; figures in a line for any case are no facts."""
    if scenario is None:
        return transcript.context
    return "\n".join((public(scenario), *scenario.good_lines.values()))


def _point(
    focus: Focus,
    report: GradeReport,
    rubric: Rubric,
    transcript: Transcript,
    scenario: Scenario | None,
) -> dict[str, object]:
    """A point as the template wants it; what was found here is kept from what holds in general."""
    result, criterion = report.results[focus.criterion], rubric[focus.criterion]
    earlier = range(focus.turn - 1, 0, -1) if focus.turn else ()
    own = scenario is not None and focus.try_line in scenario.good_lines.values()
    heard = "\n".join(t.text for t in transcript.turns[: focus.turn])
    fits = not own or scenario is None or _of_this_talk(focus.try_line, scenario, heard)
    lost = not _agreed(report) or criterion.dimension not in ("commitment", "salvage")
    return {
        "criterion": focus.criterion,
        "name": criterion.name,
        "verdict": result.verdict.value,
        "turn": focus.turn,
        "before": next((n for n in earlier if transcript.turns[n - 1].speaker == "buyer"), None),
        "quote": focus.quote,
        "note": result.note,
        "missing": result.missing,
        "cost": focus.why.removeprefix(result.note).strip() if lost else "",
        "line": focus.try_line if fits else "",
        "own": own,
        "advice": criterion.advice,
    }


def _fitted(focus: Focus, advice: Advice | None, transcript: Transcript, background: str) -> Focus:
    """The focus with the model's words where they hold."""
    if advice is None:
        return focus
    until = focus.turn or len(transcript.turns)
    heard = "\n".join(t.text for t in transcript.turns[:until])
    then = Known(f"{background}\n{heard}")
    all_of_it = Known("\n".join([background, focus.why, *(t.text for t in transcript.turns)]))
    line, why = advice.line.strip().strip('"“”'), advice.why.strip()
    if not line or unusable(line, then) or len(line.split()) > LONGEST:
        return focus
    if not why or unusable(why, all_of_it):
        why = focus.why
    return replace(focus, why=why, try_line=line)


def unusable(text: str, known: Known) -> str:
    """Why words may not be shown: made up, or not something to be said aloud."""
    if _NOT_SPEECH.search(text) or any(p.search(text) for _, p in PATTERNS):
        return "it is not something to be said aloud"
    return invents(text, known)
