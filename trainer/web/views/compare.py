"""Two runs of a call side by side: where they part, what changed, what each turn earned."""

from __future__ import annotations

from markupsafe import Markup

from trainer.report import Verdict
from trainer.review import effective
from trainer.rubric import DIMENSIONS, Criterion, Rubric
from trainer.session import Session
from trainer.web import words
from trainer.web.render import render
from trainer.web.views.debrief import bars, rows, title, ungraded

COUNTED = (Verdict.MET, Verdict.PARTLY, Verdict.MISSED)


def compare(one: Session, two: Session, rubric: Rubric) -> Markup:
    """Both debriefs' heads, the verdicts that differ, and the transcripts from where they part."""
    for session in (one, two):
        if session.report is None:
            return ungraded(session)
    grades = [effective(s, rubric) for s in (one, two)]
    scores = [bars(g, rubric) for g in grades]
    part = parting(one, two)
    changed: list[tuple[Criterion, Verdict, Verdict]] = []
    for criterion in rubric.criteria:
        left, right = (g.results.get(criterion.id) for g in grades)
        if left and right and left.verdict is not right.verdict:
            changed.append((criterion, left.verdict, right.verdict))
    changed.sort(key=lambda c: (c[1] in COUNTED) + (c[2] in COUNTED), reverse=True)
    return render(
        "compare",
        sides=[
            {"session": s, "headline": words.outcome(s), "grade": g, "rows": rows(s, g, rubric)}
            for s, g in zip((one, two), grades, strict=True)
        ],
        title=title(one),
        bars=list(zip(*scores, strict=True)),
        changed=changed,
        part=part,
        names={d: rubric.dimensions[d].name for d in DIMENSIONS},
    )


def parting(one: Session, two: Session) -> int:
    """The first turn at which the two differ, from 1."""
    pairs = zip(one.transcript.turns, two.transcript.turns, strict=False)
    same = 0
    for a, b in pairs:
        if a != b:
            break
        same += 1
    return same + 1
