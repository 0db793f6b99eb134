"""Put an answer together, streamed or whole, and say what became of it.

Thinking aloud at the start of an answer, as some local models do, is not part of what is said.
"""

from __future__ import annotations

import re

from openai.types import CompletionUsage
from openai.types.chat import ChatCompletion, ChatCompletionChunk, ChatCompletionMessage
from openai.types.chat.chat_completion_chunk import Choice, ChoiceDelta

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
        # the SDK checks nothing, so each step may hold anything
        choices = getattr(chunk, "choices", None)
        if not isinstance(chunk, ChatCompletionChunk) or not isinstance(choices, list):
            raise garbled(self.endpoint, self.text)
        self._common(chunk)
        if not choices:
            return ""
        choice = choices[0]
        if not isinstance(choice, Choice):
            raise garbled(self.endpoint, self.text)
        self.finish = choice.finish_reason or self.finish
        said = ""
        if isinstance(choice.delta, ChoiceDelta):
            self.refusal += self._words(choice.delta.refusal)
            said = self._spoken.feed(self._words(choice.delta.content))
        if choice.finish_reason:
            said += self._spoken.flush()
        self.text += said
        return said

    def whole(self, answer: ChatCompletion) -> None:
        """Take in an answer that came in one piece. Raises Garbled."""
        choices = getattr(answer, "choices", None)
        if not isinstance(answer, ChatCompletion) or not isinstance(choices, list):
            raise garbled(self.endpoint)
        self._common(answer)
        message = getattr(choices[0], "message", None) if choices else None
        if not isinstance(message, ChatCompletionMessage):
            raise garbled(self.endpoint)
        self.finish = choices[0].finish_reason or "stop"
        self.refusal = self._words(message.refusal)
        self.text = without_thinking(self._words(message.content)).strip()

    def _common(self, part: ChatCompletion | ChatCompletionChunk) -> None:
        self.shaped = True
        self.model = str(part.model or self.model)
        if isinstance(part.usage, CompletionUsage):
            self.usage = part.usage

    def _words(self, value: object) -> str:
        """Text, nothing, or not the protocol."""
        if value is None or isinstance(value, str):
            return value or ""
        raise garbled(self.endpoint, self.text)

    def used(self, prices: Prices | None, seconds: float) -> Usage:
        """What this call cost."""
        if self.usage is None:
            return Usage(calls=1, unreported=1, seconds=seconds)
        prompt = _count(self.usage.prompt_tokens)
        details = self.usage.prompt_tokens_details
        cached = min(prompt, _count(getattr(details, "cached_tokens", 0)))
        completion = _count(self.usage.completion_tokens)
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


def _count(value: object) -> int:
    """A number of tokens; 0 for anything else an endpoint may send."""
    return max(0, value) if isinstance(value, int) else 0
