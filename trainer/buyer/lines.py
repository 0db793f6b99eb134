"""From beats to words: which authored line to say, never the same one twice.

A beat names a source of lines in the scenario; where the scenario has none left, the bank of the
buyer's temperament answers, and then the default bank.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from trainer.buyer.events import time_named
from trainer.buyer.state import Beat, BuyerState
from trainer.errors import ScenarioError
from trainer.library import load_plain
from trainer.prompting import render_line
from trainer.scenario import Scenario

BANKS = Path(__file__).parent / "banks"
DEFAULT = "default"

# Where a scenario may have no lines of its own, the situation of the bank that serves instead.
_BANK_FOR = {
    "ends.won": "end_won",
    "ends.walked": "end_walked",
    "ends.out_of_time": "end_time",
    "gatekeeper.opening": "opening",
    "ends.clock": "time_low",
    "gatekeeper.holding": "deflect",
    "gatekeeper.wavering": "deflect",
    "gatekeeper.passes": "yield",
    "gatekeeper.closes": "end_closed",
    "bad_fit.thanks": "end_closed",
    "chain.promised": "go_on",
    "opening": "opening",
    "facts": "already_said",
    "asides": "another_matter",
    "wants": "nothing_more",
    "yes": "commit",
    "no": "refuse",
}
# Which of the scenario's own fallbacks go before the lines of a situation.
_FALLBACK_FOR = {
    "answer_unknown": "amount",
    "varies": "amount",
    "a_while": "amount",
    "yes_no_plain": "whether",
    "long_story": "how",
    "answer_generic": "how",
    "either_or": "which",
    "they_yes_no": "people",
    "not_sure_of_them": "people",
    "they_are": "people",
    "no_names": "who",
    "no_reason": "why",
    "own_mind": "own",
    "proposal": "proposal",
    "what_then": "then",
    "what_said": "then",
    "on_the_day": "arranging",
    "rather_not": "unknown",
    "not_now": "not_now",
    "one_at_a_time": "one_at_a_time",
    "second_plain": "second",
    "second_own": "second_own",
}
_LEAD_INS = (
    "Look, ",
    "As I say, ",
    "Again, ",
    "Well, ",
    "I'd only repeat myself: ",
    "As before: ",
)
_SMALL = frozenset(
    "The That That's It It's We We're We've You You're They This There There's What When Not No "
    "Yes But And If Then Still Maybe Some Even My Your Our A An All Nothing".split()
)


@lru_cache(maxsize=32)
def bank(temperament: str) -> Mapping[str, tuple[str, ...]]:
    """The lines of a temperament by situation. Raises ScenarioError for a broken bank file."""
    path = BANKS / f"{temperament}.yaml"
    data = load_plain(path, ScenarioError)
    for situation, lines in data.items():
        if not isinstance(lines, list) or not all(isinstance(t, str) and t for t in lines):
            raise ScenarioError("must be a list of lines", where=path, field=situation)
    return {situation: tuple(lines) for situation, lines in data.items()}


def compose(
    beats: Sequence[Beat],
    state: BuyerState,
    scenario: Scenario,
    rng: random.Random,
    turn: int = 0,
) -> tuple[str, tuple[str, ...]]:
    """(the words for `beats`, the keys of the lines used).

    `turn` turns each pool of lines round before the first unused one is taken, so that plays with
    neighbouring seeds say different things; `rng` decides what is said before it.
    """
    variables = line_variables(state, scenario)
    said = set(state.used)
    parts: list[tuple[str, str]] = []  # the speaker's label, the words
    used: list[str] = []
    for beat in beats:
        if beat.source == "bank.when" and parts and _asks_or_fixes(parts[-1][1]):
            continue
        found = _pick(beat, said, scenario, turn, variables)
        if found is None:
            continue
        key, text = found
        said.add(key)
        used.append(key)
        if text:
            if not parts:
                text = _opened(beat, text, scenario, rng)
            parts.append((label(beat.who, state, scenario), text))
    return _sentence_case(_joined(parts)), tuple(used)


def _sentence_case(text: str) -> str:
    """Capitals at the start of sentences, where a filled-in word may have none."""
    return re.sub(r"(^|[.!?]\s+|\n)([a-z])", lambda m: m[1] + m[2].upper(), text)


def _asks_or_fixes(text: str) -> bool:
    """Whether words already ask when, or name a day themselves."""
    return "?" in text or bool(time_named(text))


_BEGUN = re.compile(  # how people begin; one such word is enough
    r"(?:ah|all right|anyway|fair|fine|frankly|go on|hm+|honestly|let me|listen|look|mm|no|now|oh"
    r"|okay|ok|ooh|perhaps|right|say|so|sure|then|true|very well|well|yeah|yep|yes|you know)\b",
    re.IGNORECASE,
)
_OPENERS = {"facts": "before_telling", "wants": "before_telling"}
_OPENER_CHANCE = 0.55


def _opened(beat: Beat, text: str, scenario: Scenario, rng: random.Random) -> str:
    """`text`, now and then with a word before it, as people begin before they have begun."""
    head, _, tail = beat.source.partition(".")
    situation = _OPENERS.get(head, "")
    if head == "resistance" and tail.endswith((".says", ".holding")):
        situation = "before_resisting"
    elif head == "commitments":
        situation = "before_yes" if tail.endswith(".yes") else "before_resisting"
    if not situation or beat.who or rng.random() >= _OPENER_CHANCE:
        return text
    opener = rng.choice(
        bank(scenario.persona.temperament).get(situation) or bank(DEFAULT)[situation]
    )
    if _BEGUN.match(text):
        return text
    return f"{opener} {text}"


def _joined(parts: Sequence[tuple[str, str]]) -> str:
    """One turn. Each new speaker begins a line, after a label where there is one."""
    text, last = "", ""
    for who, words in parts:
        if who == last:
            text += (" " if text else "") + words
        else:
            text += ("\n" if text else "") + who + words
        last = who
    return text


def label(who: str, state: BuyerState, scenario: Scenario) -> str:
    """What stands before words of `who` (the buyer when empty): "Ruth: ". The buyer needs a name
    only once somebody else is in the talk."""
    speaker = who or (scenario.persona.name if state.joined else "")
    return f"{speaker.split()[0]}: " if speaker else ""


def line_variables(state: BuyerState, scenario: Scenario) -> dict[str, Any]:
    """What a line may speak of."""
    persona = scenario.persona
    return {
        "rep": {
            "time": state.time,
            "offer": state.offer,
            "number": state.number,
            "name": state.rep_name,
        },
        "buyer": {
            "name": persona.name,
            "role": persona.role,
            "company": persona.company,
            "minutes": _minutes(scenario.minutes - state.minutes),
        },
        "product": {"name": scenario.product.name},
    }


def _minutes(left: float) -> str:
    """What is left of the buyer's time, as one would say it."""
    words = ("A minute", "A minute", "Two minutes", "Three minutes", "Four minutes", "Five minutes")
    whole = max(0, round(left))
    return words[whole] if whole < len(words) else f"{whole} minutes"


def _pick(
    beat: Beat,
    said: set[str],
    scenario: Scenario,
    turn: int,
    variables: Mapping[str, Any],
) -> tuple[str, str] | None:
    pools = list(_pools(beat.source, scenario))
    chosen = next((line for pool in pools for line in pool if line[0] == beat.line), None)
    if chosen and chosen[0] not in said:
        text = render_line(chosen[1], variables)
        if text:
            return chosen[0], text
    last: tuple[str, str] | None = None
    for pool in pools:
        fresh = [(k, t) for k, t in pool if k not in said]
        while fresh:
            key, template = fresh.pop(turn % len(fresh))
            text = render_line(template, variables)
            if text:
                return key, text
        last = last or (pool[0] if pool else None)
    if last is None:
        return None
    for lead in _LEAD_INS:  # every line is spent: say one again, in other words
        key = f"{last[0]}+{lead}"
        if key not in said:
            text = render_line(last[1], variables)
            first, _, rest = text.partition(" ")
            return key, f"{lead}{first.lower() if first in _SMALL else first} {rest}".rstrip()
    return None


def fresh_lines(source: str, state: BuyerState, scenario: Scenario) -> list[tuple[str, str]]:
    """(key, words) of the lines for a source that were not said yet: the scenario's own and the
    temperament's, and anybody's where there are none of those."""
    variables = line_variables(state, scenario)
    found: list[tuple[str, str]] = []
    for pool in _pools(source, scenario):
        if found and pool and pool[0][0].startswith(f"{DEFAULT}/"):
            break
        rendered = ((key, render_line(line, variables)) for key, line in pool)
        found += [(key, words) for key, words in rendered if words and key not in state.used]
    return found


def _pools(source: str, scenario: Scenario) -> Iterator[list[tuple[str, str]]]:
    """Pools of (key, template) to try in turn: the scenario's lines, then the banks'."""
    own = scenario_lines(source, scenario)
    yield [(f"{source}[{n}]", line) for n, line in enumerate(own)]
    head, _, tail = source.partition(".")
    if head == "bank":
        yield fallbacks(tail, scenario)
        situation = tail
    elif head == "resistance":
        id, _, part = tail.rpartition(".")
        found = scenario.find_resistance(id)
        act = found.act if found else "stall"
        situation = {
            "says": act,
            "holding": f"hold_{act}",
            "yielding": "yield",
            "admitting": "explain_no",
        }[part]
    else:
        situation = (
            _BANK_FOR.get(source) or _BANK_FOR.get(tail.rpartition(".")[2]) or _BANK_FOR[head]
        )
    for name in (scenario.persona.temperament, DEFAULT):
        lines = bank(name).get(situation, ()) if (BANKS / f"{name}.yaml").is_file() else ()
        yield [(f"{name}/{situation}[{n}]", line) for n, line in enumerate(lines)]


def fallbacks(situation: str, scenario: Scenario) -> list[tuple[str, str]]:
    """(key, template) of the scenario's own lines for a situation of the bank."""
    name = _FALLBACK_FOR.get(situation, "")
    lines: tuple[str, ...] = getattr(scenario.fallbacks, name) if name else ()
    return [(f"fallbacks.{name}[{n}]", line) for n, line in enumerate(lines)]


def scenario_lines(source: str, scenario: Scenario) -> tuple[str, ...]:
    """The scenario's own lines for a source; empty for a situation of the bank."""
    head, _, tail = source.partition(".")
    id, _, part = tail.rpartition(".")
    if source == "opening":
        return scenario.persona.opening
    if head == "ends":
        lines: tuple[str, ...] = getattr(scenario.ends, tail)
        return lines
    if head == "facts":
        return scenario.fact(id).says
    if head == "asides":
        return scenario.asides[int(id)].says
    if head == "wants":
        return tuple(w.says for w in scenario.wants if w.id == id)
    if head == "resistance":
        lines = getattr(scenario.find_resistance(id), part)
    elif head in ("gatekeeper", "bad_fit"):
        lines = getattr(getattr(scenario, head), tail)
    elif head == "chain":
        lines = _chained(scenario, tail)
    elif head == "commitments":
        lines = getattr(scenario.commitment(id), part)
    else:
        lines = ()
    return lines


def _chained(scenario: Scenario, tail: str) -> tuple[str, ...]:
    assert scenario.chain is not None
    if tail == "promised":
        return scenario.chain.promised
    lines: tuple[str, ...] = getattr(scenario.chain, tail.partition(".")[0]).opening
    return lines
