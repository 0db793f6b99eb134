"""A language model judges, dimension by dimension, and code keeps it honest.

Code says which criteria had an occasion where it knows, and leaves it to the model where it does
not; it verifies the evidence, cuts the quotes and adds up. The offline judge always runs beside it.
Where the two are a full step apart the model votes twice more, with the criteria in another order
and both readings before it, unsigned; without a majority the criterion is left to a person. What
the model cannot give (refused, filtered, cut, too slow, of no use) is taken from the offline judge
and labelled so, with the reason.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import files

from ruamel.yaml import YAML

from trainer.conversation import Conversation, Turn
from trainer.grading.case import Case, PracticeLog
from trainer.grading.evidence import quotes
from trainer.grading.grade import report
from trainer.grading.offline import countable, hard_case, judge, opening_for
from trainer.grading.opportunity import SILENT_WITHOUT_FIT
from trainer.llm.client import Client
from trainer.llm.errors import CallFailed
from trainer.llm.usage import Ledger
from trainer.llm.values import Message, Timeouts
from trainer.report import GradeReport, Judgement, Verdict
from trainer.rubric import DIMENSIONS, Criterion, Opportunity, Rubric
from trainer.scenario import Scenario
from trainer.speaking.coach import Coach
from trainer.speaking.masking import masked
from trainer.speaking.prompts import CHANNELS, messages, prompts_hash, repair, turns
from trainer.speaking.verdicts import Vote, differing, majority, verdicts_for, vote

LIMITS = Timeouts(connect=5.0, first_token=60.0, between_tokens=30.0, whole=90.0)
SURE = 0.9  # from this on the offline word that there was no occasion is taken as it is
READ = 2  # quotes shown of each of two readings that differ
VOTES = 2  # further votes where the judges are a full step apart
TOKENS = 2500

WORDS = {
    "refused": "the language model declined to judge it",
    "filtered": "a content filter stopped the language model",
    "cut_off": "the language model's answer was cut at its limit",
    "timed_out": "the language model was too slow",
    "rate_limited": "the language model had too many calls",
    "bad_answer": "the language model's answer had the wrong shape",
    "empty": "the language model said nothing",
    "rejected": "the endpoint rejected the call",
    "server_fault": "the endpoint of the language model failed",
    "broken_off": "the language model's answer broke off",
    "garbled": "the endpoint does not speak the protocol",
    "evidence": "the language model's evidence was not in the transcript",
}
APART = (
    "The language model and the offline judge disagree, and further votes gave no majority. "
    "A person should look at it."
)


# Occasions that the shape of a talk settles, and those that rest on how the rep was heard.
BY_SHAPE: frozenset[Opportunity] = frozenset(
    {"always", "four_rep_turns", "early_channel", "plan_attached"}
)
BY_REP: frozenset[Opportunity] = frozenset({"rep_asks", "rep_pitches", "rep_promises"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader made of a criterion, for a vote between two that differ. `words` are quotes
    of the turns it rests on."""

    verdict: str
    turns: tuple[int, ...]
    reason: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """One criterion for the model: the turns that gave the occasion; `open` when it is not sure
    that there was one; `readings` when two differ."""

    criterion: Criterion
    occasions: tuple[int, ...]
    open: bool
    readings: tuple[Reading, ...] = ()


@dataclass
class _Sitting:
    """One conversation being judged."""

    conversation: Conversation
    rubric: Rubric
    offline: Mapping[str, Judgement]
    asked: Mapping[str, Asked]
    votes: dict[str, list[Vote]] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)  # criterion → name of what went wrong
    names: tuple[str, ...] = ()  # kept from the model


@dataclass
class ModelJudge:
    """Grades by a model. Always gives a report."""

    client: Client
    ledger: Ledger = field(default_factory=Ledger)
    coach: Coach | None = None
    limits: Timeouts = LIMITS

    @property
    def name(self) -> str:
        return f"llm:{self.client.model}"

    async def grade(
        self,
        conversation: Conversation,
        rubric: Rubric,
        *,
        log: PracticeLog | None = None,
        scenario: Scenario | None = None,
        names: Sequence[str] = (),
        session: str = "",
    ) -> GradeReport:
        """The report of a conversation. `names` are kept from the model."""
        session = session or conversation.transcript.id
        before = self.ledger.by_purpose(session)
        sitting = _Sitting(
            conversation, rubric, judge(conversation, rubric, log=log), {}, names=tuple(names)
        )
        sitting.asked = asked_of(conversation, rubric, sitting.offline, log)
        shown = masked(countable(conversation, rubric).transcript, names)
        await self._sit(sitting, shown.turns, session)
        apart = differing({id: v[0] for id, v in sitting.votes.items()}, sitting.offline)
        if apart:
            await self._vote_again(sitting, apart, shown.turns, session)
        made = self._report(sitting, scenario)
        if self.coach is not None and made.focus:
            focus = await self.coach.rewrite(
                made, rubric, conversation.transcript, shown.turns, scenario, session
            )
            made = replace(made, focus=focus)
        return replace(made, usage=self._usage(session, before, sitting))

    async def _sit(self, sitting: _Sitting, said: Sequence[Turn], session: str) -> None:
        """The first vote on everything asked, a call for each dimension, all at once."""
        groups = [
            tuple(a for a in sitting.asked.values() if a.criterion.dimension == dimension)
            for dimension in DIMENSIONS
        ]
        calls = [self._ask(sitting, g, said, session) for g in groups if g]
        _take_in(sitting, await asyncio.gather(*calls))

    async def _vote_again(
        self, sitting: _Sitting, ids: Sequence[str], said: Sequence[Turn], session: str
    ) -> None:
        """Two more votes on some criteria: in other orders, each reading first in one of them."""
        calls = []
        for dimension in DIMENSIONS:
            group = [_disputed(id, sitting) for id in ids if id.partition(".")[0] == dimension]
            for n in range(VOTES if group else 0):
                order = group[::-1] if n % 2 == 0 else group[1:] + group[:1]
                turned = (replace(a, readings=a.readings[:: 1 if n % 2 else -1]) for a in order)
                calls.append(self._ask(sitting, tuple(turned), said, session))
        _take_in(sitting, await asyncio.gather(*calls))

    async def _ask(
        self, sitting: _Sitting, group: tuple[Asked, ...], said: Sequence[Turn], session: str
    ) -> dict[str, Vote | str]:
        """One call: for each criterion of a group a vote, or the name of what went wrong."""
        ids = tuple(a.criterion.id for a in group)
        shape = verdicts_for(ids, frozenset(a.criterion.id for a in group if a.open))
        try:
            answer = await self.client.structured(
                prompt(sitting.conversation, group, said),
                shape,
                repair=repair,
                max_tokens=TOKENS,
                account=self.ledger.account(session, "judge"),
                timeouts=self.limits,
            )
        except CallFailed as e:
            return dict.fromkeys(ids, e.name)
        transcript = sitting.conversation.transcript
        judged = answer.value.by_criterion()
        return {id: vote(j, transcript) or "evidence" for id, j in judged.items()}

    def _report(self, sitting: _Sitting, scenario: Scenario | None) -> GradeReport:
        judgements: dict[str, Judgement] = {}
        judges: dict[str, str] = {}
        for criterion in sitting.rubric.enabled():
            judgements[criterion.id], by_model = _settled(criterion.id, sitting)
            judges[criterion.id] = self.name if by_model else "offline"
        made = report(
            sitting.conversation,
            sitting.rubric,
            judgements,
            judge_name=self.name if self.name in judges.values() else "offline",
            scenario_lines=scenario.good_lines if scenario else None,
            certainty=_certainty(judges, judgements, sitting),
        )
        results = {id: replace(r, judge=judges[id]) for id, r in made.results.items()}
        hashes = {**made.hashes, "prompts": prompts_hash()}
        return replace(made, results=results, hashes=hashes)

    def _usage(self, session: str, before: Mapping[str, object], s: _Sitting) -> dict[str, int]:
        """Tokens of this grade, and how often each fault sent a criterion to the offline judge."""
        used = Counter[str]()
        for purpose, usage in self.ledger.by_purpose(session).items():
            if purpose not in ("judge", "coach"):
                continue
            used.update(usage.counts())
            earlier = before.get(purpose)
            if earlier is not None:
                used.subtract(earlier.counts())  # type: ignore[attr-defined]
        faults = Counter(f for id, f in s.faults.items() if id not in s.votes)
        return {**used, **{f"fault_{name}": n for name, n in faults.items()}}


def _take_in(sitting: _Sitting, answers: Iterable[Mapping[str, Vote | str]]) -> None:
    """Enter the votes in the order in which they were asked for, whichever call came back first."""
    for answer in answers:
        for id, found in answer.items():
            if isinstance(found, str):
                sitting.faults.setdefault(id, found)
            else:
                sitting.votes.setdefault(id, []).append(found)


def prompt(
    conversation: Conversation, group: Sequence[Asked], said: Sequence[Turn]
) -> list[Message]:
    """The messages of one call. `said` is the conversation as the model may see it."""
    transcript = conversation.transcript
    return messages(
        "judge.jinja",
        channel=CHANNELS[transcript.channel],
        context=transcript.context,
        plan=transcript.plan,
        said=turns(said),
        criteria=[_row(a) for a in group],
    )


def _row(asked: Asked) -> dict[str, object]:
    """A criterion as the template wants it."""
    c = asked.criterion
    return {
        **{k: getattr(c, k) for k in ("id", "name", "question", "met", "partly", "missed")},
        "note": words_for("notes").get(c.id, ""),
        "applies": words_for("occasions")[c.applies],
        "unfit": c.id in SILENT_WITHOUT_FIT,
        "occasions": asked.occasions,
        "open": asked.open,
        "readings": asked.readings,
    }


@lru_cache(maxsize=2)
def words_for(file: str) -> Mapping[str, str]:
    """The words of `notes.yaml` (how close calls are decided, by criterion) or of
    `occasions.yaml` (when there is an occasion, by the name of its rule)."""
    text = files(__package__).joinpath(f"{file}.yaml").read_text(encoding="utf-8")
    found: Mapping[str, str] = YAML(typ="safe", pure=True).load(text)
    return found


def asked_of(
    conversation: Conversation,
    rubric: Rubric,
    offline: Mapping[str, Judgement],
    log: PracticeLog | None,
) -> dict[str, Asked]:
    """What the model is asked: every criterion with an occasion, as code sees it, and those where
    a reading is too unsure to tell. n/a is open wherever code does not know."""
    case = hard_case(countable(conversation, rubric), log)
    if not any(t.speaker == "rep" and t.text.strip() for t in conversation.transcript.turns):
        return {}
    acts_known = not any(h.chances for _, _, h in conversation.turns("buyer"))
    found: dict[str, Asked] = {}
    for criterion in rubric.enabled():
        said = offline[criterion.id]
        opening = opening_for(criterion, case, log)
        known = _known(criterion, case, acts_known)
        closed = not opening.open if known else said.verdict is Verdict.NA
        if closed and (known or (said.confidence or 0.0) >= SURE):
            continue
        found[criterion.id] = Asked(criterion, opening.turns, open=not known)
    return found


def _known(criterion: Criterion, case: Case, acts_known: bool) -> bool:
    """Whether code knows if there was an occasion. What the buyer did is known in practice; what
    the rep did is always a reading."""
    if criterion.applies in BY_REP:
        return False
    if acts_known:
        return True
    if criterion.id in SILENT_WITHOUT_FIT:
        return False
    long_enough = criterion.applies == "talked_long_enough" and len(case.buyer) > 3
    return long_enough or criterion.applies in BY_SHAPE


def _disputed(id: str, s: _Sitting) -> Asked:
    """A criterion with the model's reading and the offline one."""
    mine, other = s.votes[id][0].judgement, s.offline[id]
    return replace(s.asked[id], readings=tuple(_reading(j, s) for j in (mine, other)))


def _reading(judgement: Judgement, s: _Sitting) -> Reading:
    """A judgement for another reader to weigh: the words it rests on, as the model may see them."""
    transcript = s.conversation.transcript
    found = quotes(transcript, judgement)[:READ]
    said = tuple(Turn(transcript.turns[e.turn - 1].speaker, e.quote) for e in found)
    shown = masked(replace(transcript, turns=said), s.names).turns
    words = tuple(t.text for t in shown)
    return Reading(judgement.verdict.value, judgement.turns, judgement.note, words)


def _settled(id: str, s: _Sitting) -> tuple[Judgement, bool]:
    """The judgement that counts, and whether the model made it."""
    offline = s.offline[id]
    votes = s.votes.get(id, [])
    if id not in s.asked:
        return replace(offline, verdict=Verdict.NA, turns=()), False
    if not votes:
        why = WORDS.get(s.faults.get(id, ""), "the language model could not be reached")
        return replace(offline, note=f"{offline.note} (Judged offline: {why}.)".strip()), False
    if len(votes) == 1 and not differing({id: votes[0]}, s.offline):
        return replace(votes[0].judgement, confidence=None), True
    chosen = majority(votes) if len(votes) > 1 else None
    if chosen is None:
        return Judgement(Verdict.UNSCORED, votes[0].judgement.turns, APART), True
    return chosen.judgement, True


def _certainty(judges: Mapping[str, str], judgements: Mapping[str, Judgement], s: _Sitting) -> str:
    """Who judged what, in plain words."""
    mine = sum(judges[id] != "offline" for id in s.asked)
    fell = [s.faults.get(id, "") for id in s.asked if judges[id] == "offline"]
    left = sum(judgements[id].verdict is Verdict.UNSCORED for id in s.asked)
    parts = [f"A language model judged {mine} criteria, with the offline judge beside it."]
    if fell:
        words = sorted({WORDS.get(f, "the language model could not be reached") for f in fell})
        parts.append(f"{len(fell)} were judged offline: {'; '.join(words)}.")
    if left:
        parts.append(f"{left} left unscored, for a person to look at.")
    return " ".join(parts)
