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
from trainer.report import Focus, GradeReport
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
                prompt(report.focus, rubric, transcript, said, scenario),
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
        background = public(scenario) if scenario else transcript.context
        return tuple(
            _fitted(focus, given.get(focus.criterion), transcript, background)
            for focus in report.focus
        )


def prompt(
    focus: Sequence[Focus],
    rubric: Rubric,
    transcript: Transcript,
    said: Sequence[Turn],
    scenario: Scenario | None,
) -> list[Message]:
    """The messages that ask for the points."""
    points = [
        {
            "criterion": f.criterion,
            "name": rubric[f.criterion].name,
            "turn": f.turn,
            "quote": f.quote,
            "why": f.why,
            "line": f.try_line,
            "advice": rubric[f.criterion].advice,
        }
        for f in focus
    ]
    persona = scenario.persona if scenario else None
    return messages(
        "coach.jinja",
        buyer=persona or {"name": "a buyer", "role": "a role unknown", "company": "their firm"},
        channel=CHANNELS[transcript.channel],
        context=transcript.context or "not recorded",
        product=scenario.product if scenario else {"name": "their product", "one_line": ""},
        proof=scenario.product.proof if scenario else (),
        said=turns(said),
        points=points,
    )


def _fitted(focus: Focus, advice: Advice | None, transcript: Transcript, background: str) -> Focus:
    """The focus with the model's words where they hold."""
    if advice is None:
        return focus
    until = focus.turn or len(transcript.turns)
    heard = "\n".join(t.text for t in transcript.turns[:until])
    then = Known(f"{background}\n{heard}\n{focus.try_line}")
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
