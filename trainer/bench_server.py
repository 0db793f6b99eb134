"""A language model made of a script, on loopback: so that anybody can measure, without a key.

    with ScriptedModel(pause=0.02) as model:
        client = Client(base_url=model.url, model="scripted")

It does every job so that our checks pass: says the model line it is given, hears what the local
reader hears, and judges everything as partly met on evidence that is there. It counts no tokens.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from trainer.conversation import Turn
from trainer.reading.local import LocalReader

_LINE = re.compile(
    r' (?:Your stand is still: "(.*?)" Tone only: ".*"|(?:Say|For example): "(.*)")$', re.MULTILINE
)
_SENTENCE = re.compile(r"^\d+: ‹‹‹(.*?)›››$", re.MULTILINE)
_TURN = re.compile(r"^(\d+) Salesperson: ‹‹‹(.*?)›››$", re.MULTILINE)
_CRITERION = re.compile(r"^([a-z]+\.[a-z_]+): ", re.MULTILINE)


class ScriptedModel:
    """Answers chat completions at `url` while it is entered. `pause`: seconds before each word."""

    def __init__(self, pause: float = 0.02) -> None:
        self.pause = pause
        self.ears = LocalReader()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join(5)
        self._server.server_close()

    def answer(self, request: Mapping[str, Any]) -> str:
        """What the model says to a request: words for the buyer's part, else JSON."""
        prompt = "\n".join(message["content"] for message in request["messages"])
        wanted = json.dumps(request.get("response_format", ""))
        if '"moves"' in wanted:
            return json.dumps({"moves": self._moves(prompt)})
        if '"criteria"' in wanted:
            return json.dumps({"criteria": list(_verdicts(prompt))})
        if '"points"' in wanted:
            return json.dumps({"points": []})
        return " ".join(a or b for a, b in _LINE.findall(prompt))

    def _moves(self, prompt: str) -> list[dict[str, Any]]:
        said = _SENTENCE.findall(prompt.rpartition("sentence by sentence:")[2])
        heard = self.ears.hear((), Turn("rep", " ".join(said)))
        return [{"move": label, "sentence": 1} for label in sorted(heard.labels)][:8]


def _verdicts(prompt: str) -> Iterator[dict[str, Any]]:
    said, _, asked = prompt.rpartition("Judge these criteria:")
    number, words = _TURN.findall(said)[0]
    for id in _CRITERION.findall(asked):
        yield {
            "criterion": id,
            "evidence": [{"turn": int(number), "words": " ".join(words.split()[:6])}],
            "reason": f"You went half of the way in turn {number}.",
            "verdict": "partly",
            "missing": "the other half",
        }


def _handler(model: ScriptedModel) -> type[BaseHTTPRequestHandler]:
    """The protocol, for `model`. A connection serves one answer and is closed."""

    class Handler(BaseHTTPRequestHandler):
        disable_nagle_algorithm = True  # a word goes out when it is said

        def do_POST(self) -> None:
            length = int(self.headers["content-length"])
            request = json.loads(self.rfile.read(length))
            said = model.answer(request)
            self.send_response(200)
            if request.get("stream"):
                self._stream(said)
            else:
                message = {"role": "assistant", "content": said}
                self._head("application/json")
                self._send(_body("message", message, "stop"))

        def _stream(self, said: str) -> None:
            self._head("text/event-stream")
            for word in re.findall(r"\S+\s*", said):
                time.sleep(model.pause)
                self._send(_body("delta", {"content": word}), event=True)
            self._send(_body("delta", {}, "stop"), event=True)
            self.wfile.write(b"data: [DONE]\n\n")

        def _head(self, kind: str) -> None:
            self.send_header("content-type", kind)
            self.end_headers()

        def _send(self, data: Mapping[str, Any], *, event: bool = False) -> None:
            text = json.dumps(data)
            self.wfile.write(f"data: {text}\n\n".encode() if event else text.encode())

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing is logged: the figures are what is asked for."""

    return Handler


def _body(kind: str, words: Mapping[str, str], finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, kind: dict(words), "finish_reason": finish}
    streamed = "chat.completion.chunk" if kind == "delta" else "chat.completion"
    return {
        "id": "scripted",
        "object": streamed,
        "created": 0,
        "model": "scripted",
        "choices": [choice],
    }
