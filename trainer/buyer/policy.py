"""The buyer's policy: (state, what the rep did, scenario, seed) → (acts, reason, next state).

Pure and seeded. A turn goes through four stages: what it does to the buyer (effects), how the buyer
answers it (the first rule that has an answer), what the buyer adds of their own, and the clock.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from trainer.buyer.credit import HARMFUL, NEUTRAL, Credit, credit, normalised
from trainer.buyer.events import Events, notice
from trainer.buyer.moment import Moment, Reaction, Rule
from trainer.buyer.questions import OPEN
from trainer.buyer.rules import (
    asking,
    improvising,
    leaving,
    manners,
    people,
    reacting,
    resisting,
    telling,
)
from trainer.buyer.state import Beat, BuyerState, Decision
from trainer.buyer.table import Table, table
from trainer.conversation import RESISTING, STEPS, Act, Heard, Move
from trainer.scenario import Scenario
from trainer.session import Carried, Outcome, Session

# In this order; the first that answers decides.
RULES: tuple[Rule, ...] = (
    leaving.hangs_up,
    leaving.walks_out,
    manners.puzzled_by_instructions,
    manners.not_my_language,
    manners.makes_no_sense,
    manners.takes_offence,
    manners.fills_the_silence,
    manners.says_it_again,
    manners.is_no_robot,
    manners.says_who_they_are,
    manners.says_how_long,
    manners.explains,
    manners.explains_a_word,
    manners.mends,
    people.guards_the_door,
    leaving.parts_well,
    leaving.says_goodbye,
    manners.may_stay,
    asking.withdraws,
    resisting.feels_used,
    manners.heard_that_before,
    asking.fixes_the_time,
    manners.calls_out_gimmick,
    manners.tired_of_jargon,
    resisting.meets_a_stranger,
    resisting.warms_again,
    manners.agrees_with_the_summary,
    telling.answers_for_sure,
    asking.says_whether,
    asking.does_their_part,
    asking.nothing_in_the_way,
    people.speaks_for_itself,
    people.answers_when_called,
    asking.answers_an_ask,
    leaving.wraps_up,
    reacting.is_eased,
    resisting.feels_pushed,
    resisting.is_let_off,
    resisting.is_served,
    resisting.gives_way_or_holds,
    people.answers_for_themselves,
    manners.lost_in_the_speech,
    manners.chats,
    telling.tells_a_want,
    reacting.takes_the_temperature,
    telling.answers_a_question,
    resisting.takes_promise,
    manners.is_touched,
    reacting.hears_a_pitch,
    reacting.reacts,
    reacting.finds_it_empty,
)
# Rules that go by what was heard. A question may be heard as something else: they are passed over
# where what they would say does not answer it and something else does.
ONLY_IF_IT_FITS: tuple[Rule, ...] = (
    manners.explains,
    manners.mends,
    manners.agrees_with_the_summary,
    asking.says_whether,
    asking.does_their_part,
    asking.nothing_in_the_way,
    asking.answers_an_ask,
    reacting.is_eased,
    resisting.feels_pushed,
    resisting.is_let_off,
    resisting.gives_way_or_holds,
    manners.chats,
    telling.tells_a_want,
    reacting.takes_the_temperature,
)
# What the buyer may add when the answer leaves room.
FURTHER: tuple[Rule, ...] = (
    people.joins_the_talk,
    resisting.takes_up_resistance,
    leaving.minds_the_clock,
)
# What nothing keeps out: another person coming in, the clock.
ALWAYS: tuple[Rule, ...] = (people.joins_the_talk, leaving.minds_the_clock)


def open_call(scenario: Scenario, carried: Carried | None = None) -> Decision:
    """The buyer's first words (or the gatekeeper's), before the rep has spoken."""
    state = BuyerState.start(scenario, carried)
    name = scenario.persona.first_name
    if scenario.gatekeeper:
        gate = scenario.gatekeeper
        beats = [Beat(Act.ANSWER, "answer the phone", "gatekeeper.opening", who=gate.name)]
        return Decision(tuple(beats), f"{gate.name} answered for {name}.", state, rule="opens")
    if carried is None or scenario.chain is None:
        beats = [Beat(Act.ANSWER, "open the conversation", "opening")]
        return Decision(tuple(beats), f"{name} opened.", state, rule="opens")
    source = f"chain.{carried.ended}.opening"
    beats = [Beat(Act.ANSWER, "open the conversation, remembering the last one", source)]
    reason = f"{name} remembered how your last call ended."
    if carried.promised and scenario.chain.promised:
        beats.append(Beat(Act.QUESTION, "hold them to what they promised", "chain.promised"))
        reason += " And that you had promised something."
    return Decision(tuple(beats), reason, state, rule="opens")


def respond(state: BuyerState, session: Session) -> Decision:
    """The buyer's answer to the rep turn that ends `session` (its reading must be filled in)."""
    assert session.scenario is not None
    rep_turn = session.turns[-1]
    said = [t.text for t in session.turns if t.speaker == "buyer"]
    return decide(
        state, rep_turn.text, rep_turn.heard, session.scenario, session.seed, buyer_said=said
    )


def decide(
    state: BuyerState,
    text: str,
    heard: Heard,
    scenario: Scenario,
    seed: int,
    *,
    buyer_said: Sequence[str] = (),
) -> Decision:
    """One step of the policy. The same arguments always give the same decision."""
    rules = table()
    events = notice(text)
    heard = _without_a_step(heard, events)
    earned = credit(heard, text, events, state, scenario, buyer_said, rules)
    moment = Moment(
        scenario=scenario,
        before=state,
        state=felt(state, text, heard, events, earned, scenario, rules),
        text=text,
        heard=heard,
        events=events,
        credit=earned,
        table=rules,
        rng=random.Random(f"{seed}/{state.exchanges}/policy"),
        buyer_said=tuple(buyer_said),
        draw=random.Random(f"{seed}/{state.exchanges}/draw").randrange(1000),
    )
    reaction = next((r for r in _answers(moment)), None) or reacting.waits(moment)
    beats, reasons, after = list(reaction.beats), [reaction.reason], reaction.state
    if after.ducked == state.ducked and reaction.rule != "mends":
        after = replace(after, ducked="")
    if not state.at_gate and "met" not in after.warned:
        after = replace(after, warned=(*after.warned, "met"))
    ends = reaction.ends
    if not ends and (reaction.rule in _ONLY_CONFIRMS or not _answers_already(beats)):
        answer = telling.beside(replace(moment, state=after))
        if answer:
            restated = reaction.rule == "confirms" and after.time == state.time
            agreed = [b for b in beats if b.act is Act.COMMIT and not restated]
            rest = [
                b for b in beats if b.act is not Act.COMMIT and not (b.act is None and _is_nod(b))
            ]
            beats = [*agreed, answer, *rest]
    if not ends:
        further = FURTHER if reaction.open else ALWAYS
        for rule in further:
            if rule is leaving.minds_the_clock and any(b.act in _OF_WEIGHT for b in beats):
                continue  # nobody looks at the clock in the same breath
            more = rule(replace(moment, state=after))
            if more:
                if more.rule.startswith("resist:"):  # a nod and a no would contradict each other
                    beats = [b for b in beats if not _is_nod(b)]
                beats += more.beats
                reasons.append(more.reason)
                after = more.state
    beats = [improvising.worded(moment, beat) for beat in beats]
    late = None if ends else leaving.out_of_time(replace(moment, state=after))
    if late:
        keep = [b for b in beats if b.act in (Act.COMMIT, Act.ANSWER, Act.REVEAL)]
        beats, after, ends = [*keep, *late.beats], late.state, True
        reasons.append(late.reason)
    outcome = outcome_of(after, scenario) if ends or after.granted else Outcome()
    if ends:
        outcome = outcome_of(after, scenario, walked=not late and reaction.rule in _WALKING)
    return Decision(
        tuple(beats), " ".join(dict.fromkeys(reasons)), after, outcome, ends, reaction.rule
    )


_OF_WEIGHT = RESISTING | {Act.REVEAL, Act.COMMIT}


def _without_a_step(heard: Heard, events: Events) -> Heard:
    """The reading without an ask, where all that was asked is news: "who would object first?"."""
    if not events.to_know or not heard.has(*STEPS):
        return heard
    return replace(heard, labels=heard.labels - {*STEPS})


def _answers_already(beats: Sequence[Beat]) -> bool:
    answers = (Act.ANSWER, Act.REVEAL)
    dealt_with = (
        "bank.my_part",
        "bank.one_at_a_time",
        "bank.offer_taken",
        *(f"bank.{kind}" for kind in OPEN),
    )
    return any(b.act in answers or b.fact or b.source in dealt_with for b in beats)


_ONLY_CONFIRMS = ("agrees_with_the_summary",)
_ANSWERING = ("who", "robot", "smalltalk", "time_left", "greet")


def _is_nod(beat: Beat) -> bool:
    """A reaction from the bank that answers nothing."""
    head, _, situation = beat.source.partition(".")
    return head == "bank" and situation not in _ANSWERING


_WALKING = ("walks_out", "hangs_up")


def _answers(moment: Moment) -> list[Reaction]:
    for rule in RULES:
        reaction = rule(moment)
        if reaction and not (rule in ONLY_IF_IT_FITS and improvising.misheard(moment, reaction)):
            return [replace(reaction, rule=reaction.rule or getattr(rule, "__name__", ""))]
    return []


def felt(
    state: BuyerState,
    text: str,
    heard: Heard,
    events: Events,
    earned: Credit,
    scenario: Scenario,
    rules: Table,
) -> BuyerState:
    """The state after what the rep's turn does by itself: effects, patience, memory and clock."""
    temper = scenario.persona.temperament
    problem = state.urgency >= rules.thresholds.problem
    new = state.shift(**rules.effect("every_exchange", temper))
    for move, share in earned.earned.items():
        if move == Move.PITCH and not problem:
            if not earned.has(Move.TRADE, Move.INSIGHT):
                new = new.shift(**rules.effect("early_pitch", temper))
            continue
        effect = rules.effect(move, temper)
        scale = 1.0 if move in HARMFUL else share
        new = new.shift(**{gauge: by * scale for gauge, by in effect.items()})
    for gauge in ("trust", "value", "urgency", "confidence"):
        most = getattr(state, gauge) + rules.most_gain
        if getattr(new, gauge) > most:
            new = replace(new, **{gauge: most})
    bad = [
        name
        for name, happened in (
            ("rambling", events.rambling),
            ("jargon", events.jargon > rules.thresholds.jargon),
            ("repeated", earned.repeated),
            ("rude", events.rude),
            ("meta", events.meta),
        )
        if happened
    ]
    for name in bad:
        new = new.shift(**rules.effect(name, temper))
    useful = earned.useful or (heard.has(Move.ASK) and not earned.repeated)
    idle = 0 if useful else state.idle + 1
    if idle and state.exchanges and not state.dated:
        new = new.shift(**rules.effect("idle", temper))
    credits = dict(state.credits)
    for move in earned.earned:
        if move not in HARMFUL and move not in NEUTRAL:
            credits[move] = credits.get(move, 0) + 1
    limits = rules.thresholds
    minutes = limits.minutes_a_turn + events.words / limits.words_per_minute
    return replace(
        new,
        exchanges=state.exchanges + 1,
        minutes=state.minutes + minutes,
        idle=idle,
        credits=credits,
        promised=state.promised or heard.has(Move.PROMISE),
        rep_said=(*state.rep_said, normalised(text)),
        offer=events.offer or state.offer,
        number=events.number or state.number,
        rep_name=events.name or state.rep_name,
    )


def outcome_of(
    state: BuyerState, scenario: Scenario, *, walked: bool = False, ended_by_rep: bool = False
) -> Outcome:
    """How the call stands: won needs the best step with a time; any other step is an advance."""
    if state.no_fit:
        return Outcome("no_fit")
    if state.granted and not walked:
        best = scenario.commitment(state.granted).rank == "best"
        kind = "won" if best and state.time else "advanced"
        return Outcome("won" if kind == "won" else "advanced", state.granted, state.time)
    if walked:
        return Outcome("walked")
    return Outcome("lost") if state.over or ended_by_rep else Outcome()
