"""What a practice session knows for sure when it is graded, because the policy decided it.

The buyer's acts are already certain in the session's turns, so most opportunity follows from them.
What the acts alone cannot tell is added here.
"""

from __future__ import annotations

from trainer.grading.case import PracticeLog
from trainer.session import Session


def practice_log(session: Session) -> PracticeLog:
    """The judge's log of a practice session."""
    return PracticeLog(ended_for_fit=session.outcome.kind == "no_fit")
