"""Which fact or aside a question is about: by its likeness to examples, by the topics it names, by
what it is after."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from trainer.buyer.asked import (
    PLAINLY,
    POSSIBLE,
    Context,
    Likeness,
    chosen,
    key_of,
    probable,
    ranked,
)
from trainer.buyer.intents import intents_of
from trainer.buyer.likeness import asking, likeness
from trainer.buyer.moment import Moment
from trainer.buyer.replies import chances
from trainer.conversation import Move
from trainer.scenario import Fact
from trainer.words import cue_hits, sentences_asking, telling

ASKING = (Move.ASK_OPEN, Move.IMPACT, Move.QUALIFY, Move.PROBE, Move.TEMPERATURE)
NARROW = frozenset(
    {"doer", "when", "amount", "why", "history", "identity", "state", "tenure", "where"}
)

# Likeness (cosine) of a question to the examples of a fact. Chosen on played calls, and moved to
# where as few wrong facts pass with the tuned encoder (one in nine at NEAR, one in forty at SAME):
NEAR = 0.49  # it is about the same matter…
NEAR_NARROW = 0.52  # …where one thing only is asked, such as a name or a number
NEAR_ANSWER = 0.52  # …and to the lines of the fact itself
SAME = 0.59  # it asks for the fact itself once more
AGAIN = 0.7  # it is a question that was put before
A_LOSS = 0.25  # chance that a cost answers a question for what is lost, at least
PLAIN_ENOUGH = 0.7  # score of topics below which a question only brushes a fact


def fact_for(m: Moment) -> Fact | None:
    """The untold fact this question is about, whether or not it is earned yet."""
    on_topic = facts_for(m)
    if on_topic:
        return on_topic[0]
    narrow = intents_of(questions(m.text)) & NARROW
    if m.did(Move.PROBE) and m.events.question and (m.active or m.before.refused):
        deep = _deepest(m)
        if deep is not None and (_near(m, deep) or not narrow and _asks_what_is_behind(m)):
            return deep
    if asks_the_loss(m) or (m.did(Move.IMPACT) and m.events.costs and not narrow):
        loss = next_fact(m, cost=True)
        return loss if loss and suits(m, loss) >= A_LOSS else None
    if m.events.general:
        return next_fact(m, cost=False)
    return None


_INTO = re.compile(  # what a rep says who wants to know what lies behind something
    r"\b(?:why|behind|reasons?|worr(?:y|ies|ied|ying)|concerns?|bother\w*|fear|afraid|stopping|holding"
    r"|in the way|really|what else|matters? most|honest(?:ly)?|unsure"
    r"|uneasy|hesita\w+|doubt\w*)\b",
    re.IGNORECASE,
)


def _asks_what_is_behind(m: Moment) -> bool:
    """Whether the rep asks what lies behind it, of whatever was said, and of nothing else."""
    asked = questions(m.text)
    return bool(_INTO.search(asked)) and len(telling(_INTO.sub(" ", asked))) <= 1


_LOSS = re.compile(
    r"\bcost(?:s|ing)?\b|\blos(?:e|es|t|ing)\b|\bprice of\b|\bstake\b|\bhappens? (?:if|when)\b"
    r"|\bgives? (?:way|first)\b|\bleave it (?:\w+ )?as it is\b"
    r"|\bif nothing\b|\bworst\b|\bcomes? to\b|\bhurts?\b|\badds? up\b|\bsuppose\b"
    r"|\bwhat (?:does|did|would) (?:it|that|this) (?:do|mean)\b",
    re.IGNORECASE,
)


def asks_the_loss(m: Moment) -> bool:
    """Whether the rep asks, in words for a loss, what it costs to stay as they are."""
    asked = questions(m.text)
    if not _LOSS.search(asked) or _asks_only_who(asked):
        return False
    return m.events.costs or m.did(Move.IMPACT)


def _near(m: Moment, fact: Fact) -> bool:
    """Whether a fact is about what is asked at all, as far as meaning shows."""
    narrow = intents_of(questions(m.text)) & NARROW
    if not fact.asks or _nearness(m, fact.asks) >= (NEAR_NARROW if narrow else NEAR):
        return True
    return not narrow and _nearness(m, fact.says) >= NEAR_ANSWER


def _nearness(m: Moment, lines: Sequence[str]) -> float:
    """How like any question of the turn is to any of the lines."""
    return max(likeness(asked, line) for asked in asking(m.text) for line in lines)


def likest(m: Moment, text: str = "") -> list[Likeness]:
    """The facts and asides that the question, or the part of it in `text`, is like by their
    examples, most like first; the one alone that a reader who understands questions has chosen."""
    if m.heard.asks_for is not None:
        return chosen(m.heard.asks_for, m.scenario)
    if not (m.events.question or m.did(*ASKING)):
        return []
    return probable(_ranking(m, text or m.text))


def perhaps(m: Moment) -> Likeness | None:
    """The fact or aside that is likeliest asked for, where it may be asked for at all and was not
    told yet."""
    if m.heard.asks_for is not None or not m.events.question:
        return None
    first = next(iter(_ranking(m, m.text)), None)
    if first is None or first.score < POSSIBLE or key_of(first.answer) in m.state.told:
        return None
    return first


def sureness(m: Moment, fact: Fact) -> float:
    """How surely a fact is asked for, 0-1; 1 where it has no examples to tell by, or a reader who
    understands questions has chosen."""
    if m.heard.asks_for is not None:
        return 1.0
    return next((x.score for x in _ranking(m, m.text) if x.answer == fact), 1.0)


def _ranking(m: Moment, text: str) -> list[Likeness]:
    """All facts and asides by how surely `text` asks for them, worked out once in a moment."""
    if text not in m.ranking:
        m.ranking[text] = ranked(text, m.scenario, Context.of(m.before, m.buyer_said))
    return m.ranking[text]


def facts_for(m: Moment) -> list[Fact]:
    """Untold facts that the question is about, the likeliest first.

    What it is like by the examples of a fact comes first; the rest by the topics it names.
    """
    like = [f.answer for f in likest(m) if isinstance(f.answer, Fact)]
    if _asks_only_who(questions(m.text)):
        like = [f for f in like if _tells_who(f)]
    first = [f for f in like if f.id not in m.state.told] or on_deciding(m)
    if m.heard.asks_for is not None and m.events.parts < 2:
        return first
    improbable = _improbable(m)
    return first + [f for f in by_topic(m) if f not in first and f.id not in improbable]


_DECIDING = re.compile(
    r"\bsign(?:s|ed|ing|ature)?\b(?! up)|\bdecid\w+|\bapprov\w+|\bsay(?:s|ing)? yes\b"
    r"|\bwhose yes\b|\bfinal say\b"
    r"|\b(?:has|have|had) to (?:agree|be (?:happy|comfortable|convinced|satisfied|asked))"
    r"|\bname to\b|\bgreen ?light\b|\bpermission\b|\bgoes to the board\b",
    re.IGNORECASE,
)


def on_deciding(m: Moment) -> list[Fact]:
    """The untold facts on who decides, to a question after who does."""
    asked = questions(m.text)
    if "doer" not in intents_of(asked) or not _DECIDING.search(asked):
        return []
    most = max(m.scenario.facts, key=_on_signing)
    return [most] if _on_signing(most) and most.id not in m.state.told else []


def _on_signing(fact: Fact) -> int:
    """How many of a fact's examples and topics ask who decides."""
    return sum(bool(_DECIDING.search(line)) for line in (*fact.asks, *fact.topics))


def _improbable(m: Moment) -> set[str]:
    """Facts that are hardly asked for, whatever words of theirs the question names."""
    return {
        like.answer.id
        for like in _ranking(m, m.text)
        if isinstance(like.answer, Fact) and like.score < POSSIBLE
        if not (like.answer.cost and asks_the_loss(m))
    }


def by_topic(m: Moment) -> list[Fact]:
    """Untold facts whose topics the question names, the one it names most first.

    The question itself counts more than what was said around it, and a question about what it
    costs is about a cost before it is about anything else it mentions.
    """
    asked = questions(m.text)
    only_who = _asks_only_who(asked)
    about_cost = m.did(Move.IMPACT) and not only_who and (m.events.costs or asks_the_loss(m))
    shared = Counter(cue.lower() for f in m.scenario.facts for cue in f.topics)
    hits: list[tuple[float, float, int, Fact]] = []
    for n, fact in enumerate(m.scenario.facts):
        if fact.id in m.state.told or only_who and fact.asks and not _tells_who(fact):
            continue
        score = _named(asked, fact, shared) + 0.3 * _named(m.text, fact, shared)
        if score:
            score += 0.3 * len(telling(asked) & telling(" ".join(fact.says)))
        if score < PLAIN_ENOUGH and not about_cost:
            continue
        if about_cost:
            score = score + 0.8 if fact.cost else score / 2
        if score > (0.8 if about_cost and fact.cost else 0) and (
            about_cost and fact.cost or _near(m, fact)
        ):
            hits.append((-score, fact.guard, n, fact))
    return [fact for *_, fact in sorted(hits, key=lambda h: h[:3])]


_OTHER_THAN_WHO = re.compile(r"\b(?:what|how|when|why|where|which)\b", re.IGNORECASE)


def _asks_only_who(asked: str) -> bool:
    """Whether a question is after a person and nothing else."""
    return "doer" in intents_of(asked) and not _OTHER_THAN_WHO.search(asked)


def _tells_who(fact: Fact) -> bool:
    """Whether a fact answers some question after a person."""
    return any(intents_of(ask) & {"doer", "identity"} for ask in fact.asks)


def _named(text: str, fact: Fact, shared: Counter[str]) -> float:
    """How plainly `text` names a fact: a phrase counts by its words, a topic that several facts
    share counts for less."""
    return sum(
        (1 + 0.5 * cue.count(" ")) / shared[cue.lower()]
        for cue in fact.topics
        if cue_hits(text, (cue,))
    )


def _deepest(m: Moment) -> Fact | None:
    """What lies behind it: the most guarded untold fact that is earned by now."""
    earned = [
        f for f in m.scenario.facts if f.id not in m.state.told and 1.5 <= f.guard <= m.state.trust
    ]
    return max(earned, key=lambda f: f.guard, default=None)


def questions(text: str) -> str:
    """The sentences of `text` that ask, or all of it where no mark shows which do."""
    return " ".join(sentences_asking(text)) or text


def next_fact(m: Moment, *, cost: bool) -> Fact | None:
    """The earned untold fact nearest to the question, of those that tell a cost or of the rest."""
    waiting = [f for f in m.scenario.facts if f.id not in m.state.told and f.cost == cost]
    ready = [f for f in waiting if f.guard <= m.state.trust]
    if not cost:
        return min(ready, key=lambda f: f.guard, default=None)
    return max(ready, key=lambda f: suits(m, f), default=None)


def suits(m: Moment, fact: Fact) -> float:
    """The chance, 0-1, that a fact answers what was asked, by the best of its lines."""
    return float(chances(m.text, m.said_last, fact.says).max())


def asked_before(m: Moment) -> bool:
    """Whether the rep has put the question before, in whatever words."""
    asked = questions(m.text)
    return any(likeness(asked, said) >= AGAIN for said in m.before.rep_said)


def told_already(m: Moment) -> Fact | None:
    """The told fact this question asks for once more."""
    sure = (x.answer for x in likest(m) if x.score >= PLAINLY)
    small = next((answer for answer in sure if isinstance(answer, Fact)), None)
    if small is not None and small.id in m.state.told:
        return small
    asked = questions(m.text)
    told = [f for f in m.scenario.facts if f.id in m.state.told and f.asks]
    return next(
        (
            f
            for f in told
            if cue_hits(asked, f.topics) >= 2
            and max(likeness(asked, ask) for ask in f.asks) >= SAME
        ),
        None,
    )
