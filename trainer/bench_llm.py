"""What a language model costs and how fast its words reach the page: one call of twenty turns.

`measure` plays it with any endpoint, its wire watched by a `Recorder`; `render` writes Markdown.
The buyer is given the patience for all twenty turns, and the session is graded at the end.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from os.path import commonprefix
from typing import Any

from trainer.library import Library, load_rubric
from trainer.llm.recording import Call, Recorder, text_tokens
from trainer.practice import Practice, Reply, buyer_left
from trainer.reading.local import LocalReader
from trainer.scenario import Scenario
from trainer.speaking.parts import ModelParts
from trainer.speaking.sentences import Cutter
from trainer.store import Store

SCENARIO = "next-quarter"
SAID = (
    "Dana, Sam Reid from Middlewatch. Ten of eleven hauliers never add deductions to a bad night.",
    "In forty minutes you would leave with what a bad night costs you, whether we go on or not.",
    "How does the cover work at night at the moment, and who picks up the phone?",
    "How many call-outs does that come to in a month, and when do they fall?",
    "What happens to the loads when planning stops at two in the morning?",
    "And when the customers take it off the bill, what does one such night come to?",
    "What would it mean for the team if it stayed as it is for another year?",
    "You said it is one phone in one coat. What happens if it is missed again?",
    "What would you like to be different by Christmas, for you and for them?",
    "Who else would have to agree if the figure was worth acting on?",
    "When would it be too late to have something in place before peak?",
    "What has been tried before, and what went wrong with it?",
    "So far: one phone, three people, the loads at Newark, and nobody has added it up. Right?",
    "Which part of this interests you most, and what do you not believe?",
    "It is quite all right if this is not for you. Where do you stand?",
    "Would you sit down with Neil and me for forty minutes on Thursday at ten, with the log?",
    "That's fair. What is behind that, if I may ask?",
    "Then twenty minutes with you alone on Tuesday at nine, with three months of call-outs?",
    "What would make that worth your while?",
    "Then Tuesday at nine it is, with the log. I'll send the invite while we're on.",
)

# what the figures are held to: name in `figures["targets"]` → words
TARGETS = {
    "added_latency": "our own time before the first words, median under 20 ms",
    "calls": "at most 2 calls a turn",
    "prompt_tokens": "at most 60,000 prompt tokens for the session and its grade",
    "cacheable": "at least 70% of the prompts in a prefix that an endpoint can cache",
}


@dataclass(frozen=True)
class Exchange:
    """One turn of the rep: the calls made for it and when the first words reached the page."""

    calls: Sequence[Call]
    shown: float
    conversation: int  # tokens said so far, by both


async def measure(parts: ModelParts, recorder: Recorder) -> dict[str, Any]:
    """The figures of one session, as plain JSON-ready data. Raises StoreError."""
    rubric = load_rubric()
    store = await Store.open("sqlite+aiosqlite:///:memory:")
    practice = Practice(
        store,
        _OneCall(),
        parts.reader or LocalReader(),
        parts.voice,
        lambda: rubric,
        judge=parts.judge,
    )
    try:
        session = await practice.start(SCENARIO, seed=4)
        exchanges: list[Exchange] = []
        for text in SAID:
            if buyer_left(session):
                break
            before, shown = len(recorder.calls), 0.0
            async for piece in practice.say(session.id, text):
                shown = shown or time.perf_counter()
                if isinstance(piece, Reply):
                    session = piece.session
            said = sum(text_tokens(turn.text) for turn in session.turns)
            exchanges.append(Exchange(recorder.calls[before:], shown, said))
        before = len(recorder.calls)
        await practice.finish(session.id)
    finally:
        await store.close()
    return figures(parts, exchanges, recorder.calls[before:])


class _OneCall(Library):
    """A library of one scenario whose buyer has the time for all that is said."""

    def __init__(self) -> None:
        plain = Library.default().get(SCENARIO)
        start = plain.state.model_copy(update={"patience": 10})
        self._patient = plain.model_copy(update={"minutes": 60, "state": start})

    def get(self, id: str) -> Scenario:
        return self._patient


def figures(
    parts: ModelParts, exchanges: Sequence[Exchange], grade: Sequence[Call]
) -> dict[str, Any]:
    """The arithmetic, over the calls of each turn and of the grade."""
    talk = [call for exchange in exchanges for call in exchange.calls]
    calls = [*talk, *grade]
    found: dict[str, Any] = {
        "endpoint": parts.client.host,
        "model": parts.client.model,
        "turns": len(exchanges),
        "latency": latency(exchanges),
        "calls_per_turn": len(talk) / len(exchanges),
        "most_calls_in_a_turn": max(len(exchange.calls) for exchange in exchanges),
        "session": tokens(talk),
        "grade": tokens(grade),
        "growth": growth(exchanges),
        "cacheable": cacheable([call.prompt for call in calls]),
        "counted_by_endpoint": all(call.told for call in calls),
    }
    prompt = found["session"]["prompt"] + found["grade"]["prompt"]
    median = found["latency"]["median_ms"]
    found["targets"] = {
        "added_latency": median is not None and median < 20,
        "calls": found["calls_per_turn"] <= 2,
        "prompt_tokens": prompt <= 60_000,
        "cacheable": found["cacheable"] >= 0.7,
    }
    return found


def latency(exchanges: Sequence[Exchange]) -> dict[str, Any]:
    """Milliseconds from the endpoint's words to the page's, over turns whose first words came
    from the first answer.

    A sentence is shown when it is whole, so the wait for the endpoint to finish it
    (`first_sentence_ms`) is told apart from what our own code adds to it.
    """
    added: list[float] = []
    waited: list[float] = []
    for exchange in exchanges:
        streams = [call for call in exchange.calls if call.streamed]
        if len(streams) != 1 or not streams[0].words:
            continue
        whole = sentence_whole(streams[0])
        if whole is not None:
            added.append(1000 * (exchange.shown - whole))
            waited.append(1000 * (whole - streams[0].words[0][0]))
    if len(added) < 2:
        return {"median_ms": None, "p95_ms": None, "first_sentence_ms": None, "turns": len(added)}
    return {
        "median_ms": statistics.median(added),
        "p95_ms": statistics.quantiles(added, n=20, method="inclusive")[-1],
        "first_sentence_ms": statistics.median(waited),
        "turns": len(added),
    }


def sentence_whole(call: Call) -> float | None:
    """When the endpoint had said the first sentence of a stream."""
    cutter = Cutter()
    for moment, words in call.words:
        if cutter.feed(words):
            return moment
    return call.ended


def tokens(calls: Sequence[Call]) -> dict[str, int]:
    """Sums over calls."""
    return {
        "calls": len(calls),
        "prompt": sum(call.prompt_tokens for call in calls),
        "completion": sum(call.completion_tokens for call in calls),
    }


def growth(exchanges: Sequence[Exchange]) -> dict[str, float]:
    """Tokens that each further turn adds: to the prompts of a turn, and to the conversation."""
    numbers = range(len(exchanges))
    prompts = [sum(call.prompt_tokens for call in exchange.calls) for exchange in exchanges]
    said = [exchange.conversation for exchange in exchanges]
    return {
        "first_turn": prompts[0],
        "last_turn": prompts[-1],
        "prompt_per_turn": statistics.linear_regression(numbers, prompts).slope,
        "conversation_per_turn": statistics.linear_regression(numbers, said).slope,
    }


def cacheable(prompts: Sequence[str]) -> float:
    """The share of all prompts that begins as an earlier prompt did."""
    shared = sum(
        max((len(commonprefix([before, prompt])) for before in prompts[:at]), default=0)
        for at, prompt in enumerate(prompts)
    )
    return shared / sum(map(len, prompts))


def render(found: Mapping[str, Any]) -> str:
    """The figures as Markdown."""
    added, session, grade = found["latency"], found["session"], found["grade"]
    grown = found["growth"]
    own = "no turn could be measured"
    if added["median_ms"] is not None:
        own = (
            f"median {added['median_ms']:.1f} ms, 95th percentile {added['p95_ms']:.1f} ms over "
            f"{added['turns']} turns; before it {added['first_sentence_ms']:.0f} ms from the "
            "endpoint's first word to the end of its first sentence"
        )
    counted = "by the endpoint" if found["counted_by_endpoint"] else "at 4 characters each"
    return "\n".join(
        [
            f"{found['turns']} turns with '{found['model']}' at {found['endpoint']}, and a grade.",
            "",
            f"- our own time between the endpoint's words and the page's: {own}",
            f"- calls a turn: {found['calls_per_turn']:.2f}, at most "
            f"{found['most_calls_in_a_turn']}; for the grade {grade['calls']}",
            f"- tokens of the session: {session['prompt']:,} prompt, {session['completion']:,} "
            f"completion (counted {counted})",
            f"- tokens of the grade: {grade['prompt']:,} prompt, {grade['completion']:,} "
            "completion",
            f"- prompts of a turn: {grown['first_turn']:,.0f} tokens at first, "
            f"{grown['last_turn']:,.0f} at last; each turn adds {grown['prompt_per_turn']:.0f} "
            f"while the conversation grows by {grown['conversation_per_turn']:.0f}",
            f"- of all prompts in a cacheable prefix: {found['cacheable']:.0%}",
            "",
            *(
                f"- {'held' if found['targets'][name] else 'MISSED'}: {words}"
                for name, words in TARGETS.items()
            ),
        ]
    )
