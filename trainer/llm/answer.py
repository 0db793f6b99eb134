"""Put an answer together, streamed or whole, and say what became of it.

Thinking aloud at the start of an answer, as some local models do, is not part of what is said.
"""

from __future__ import annotations

import re

from openai.types import CompletionUsage
from openai.types.chat import ChatCompletion, ChatCompletionChunk

from trainer.llm.endpoint import Endpoint
from trainer.llm.errors import CutOff, Empty, Filtered, Refused
from trainer.llm.faults import broken_off, garbled
from trainer.llm.tolerant import without_thinking
from trainer.llm.usage import Prices, Usage
from trainer.llm.values import Completion

_OPENING = re.compile(r"\s*<(think|thinking|thought|reasoning)>", re.I)
_OPENINGS = ("<think>", "<thinking>", "<thought>", "<reasoning>")


class Spoken:
    """Lets through what a stream says once its thinking, if any, is over."""

    def __init__(self) -> None:
        self._held = ""
        self._open = False  # past the thinking, or there was none

    def feed(self, piece: str) -> str:
        """What may be shown of what has arrived so far and was not shown yet."""
        if self._open:
            return piece
        self._held += piece
        thinking = _OPENING.match(self._held)
        if thinking:
            end = self._held.lower().find(f"</{thinking[1].lower()}>")
            if end < 0:
                return ""
            rest = self._held[end + len(thinking[1]) + 3 :].lstrip()
            if not rest:
                return ""
            self._open = True
            return rest
        start = self._held.lstrip().lower()
        if not start or any(o.startswith(start) for o in _OPENINGS):
            return ""
        self._open = True
        return self._held

    def flush(self) -> str:
        """What was held back in case it was the beginning of thinking, and was not."""
        if self._open or _OPENING.match(self._held):
            return ""
        self._open = True
        return self._held


class Answer:
    """An answer in the making."""

    def __init__(self, endpoint: Endpoint, model: str) -> None:
        self.endpoint, self.model = endpoint, model
        self.text = ""  # what is said
        self.refusal = ""
        self.finish: str | None = None
        self.usage: CompletionUsage | None = None
        self.shaped = False  # something of the protocol arrived
        self._spoken = Spoken()

    def feed(self, chunk: ChatCompletionChunk) -> str:
        """Take in a piece of a stream; gives the words to show, often none. Raises Garbled."""
        if not isinstance(chunk, ChatCompletionChunk) or not isinstance(chunk.choices, list):
            raise garbled(self.endpoint, self.text)
        self.shaped = True
        self.model = chunk.model or self.model
        self.usage = chunk.usage or self.usage
        if not chunk.choices:
            return ""
        choice = chunk.choices[0]
        self.finish = choice.finish_reason or self.finish
        said = ""
        if choice.delta is not None:
            self.refusal += choice.delta.refusal or ""
            said = self._spoken.feed(choice.delta.content or "")
        if choice.finish_reason:
            said += self._spoken.flush()
        self.text += said
        return said

    def whole(self, answer: ChatCompletion) -> None:
        """Take in an answer that came in one piece. Raises Garbled."""
        if not isinstance(answer, ChatCompletion) or not isinstance(answer.choices, list):
            raise garbled(self.endpoint)
        self.shaped = True
        self.model = answer.model or self.model
        self.usage = answer.usage
        if not answer.choices or answer.choices[0].message is None:
            raise garbled(self.endpoint)
        choice = answer.choices[0]
        self.finish = choice.finish_reason or "stop"
        self.refusal = choice.message.refusal or ""
        self.text = without_thinking(choice.message.content or "").strip()

    def used(self, prices: Prices | None, seconds: float) -> Usage:
        """What this call cost."""
        if self.usage is None:
            return Usage(calls=1, unreported=1, seconds=seconds)
        details = self.usage.prompt_tokens_details
        prompt = self.usage.prompt_tokens or 0
        cached = min(prompt, (details.cached_tokens or 0) if details else 0)
        completion = self.usage.completion_tokens or 0
        cost = prices.of(prompt, cached, completion) if prices else None
        return Usage(prompt, cached, completion, 1, 0, seconds, cost)

    def completion(self, usage: Usage, first_token: float | None = None) -> Completion:
        """The answer, now that nothing more will come.

        Raises Refused, Filtered, CutOff, BrokenOff, Garbled or Empty, with the text so far.
        """
        host, text = self.endpoint.host, self.text
        if not self.shaped:
            raise garbled(self.endpoint)
        if self.refusal:
            raise Refused(
                "The language model declined to answer.", so_far=self.endpoint.scrub(self.refusal)
            )
        if self.finish == "content_filter":
            raise Filtered(f"A content filter at {host} stopped the answer.", so_far=text)
        if self.finish == "length":
            raise CutOff("The language model's answer hit its token limit.", so_far=text)
        if self.finish is None:
            raise broken_off(self.endpoint, text)
        if not text.strip():
            raise Empty(f"The language model at {host} said nothing.")
        return Completion(text, usage, self.finish, self.model, first_token)
