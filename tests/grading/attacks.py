"""Ways to win marks without selling: the attacks of `attacks.yaml`, and the talks they meet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ruamel.yaml import YAML

from trainer.conversation import Channel, Transcript, Turn

_DATA = YAML(typ="safe").load(Path(__file__).with_name("attacks.yaml").read_text(encoding="utf-8"))


def transcript(channel: Channel, turns: list[Mapping[str, str]], id: str = "talk") -> Transcript:
    """A transcript from [{R: …}, {B: …}]."""
    said = tuple(
        Turn("rep" if who == "R" else "buyer", text) for turn in turns for who, text in turn.items()
    )
    return Transcript(id, channel, said)


TALKS = {name: transcript(t["channel"], t["turns"], name) for name, t in _DATA["talks"].items()}
TEXTS: Mapping[str, str] = _DATA["texts"]


def appended(talk: Transcript, text: str) -> Transcript:
    """`text` added to the end of the rep's last turn."""
    last = max(i for i, t in enumerate(talk.turns) if t.speaker == "rep")
    turns = list(talk.turns)
    turns[last] = Turn("rep", f"{turns[last].text} {text}")
    return replace(talk, turns=tuple(turns))


def everywhere(talk: Transcript, text: str) -> Transcript:
    """`text` added to every turn of the rep."""
    turns = [Turn("rep", f"{t.text} {text}") if t.speaker == "rep" else t for t in talk.turns]
    return replace(talk, turns=tuple(turns))


def echoed(talk: Transcript) -> Transcript:
    """The rep hands back the buyer's last words, turn after turn."""
    turns: list[Turn] = []
    for turn in talk.turns:
        if turn.speaker == "rep" and turns:
            turn = Turn("rep", f"{turn.text} {turns[-1].text}")
        turns.append(turn)
    return replace(talk, turns=tuple(turns))


def alone(text: str, channel: Channel = "cold_call") -> Transcript:
    """Nothing but `text`, said again and again to a buyer who answers politely."""
    turns = [Turn("buyer", "Hello?")]
    for reply in ("Sorry, what?", "I see.", "Right.", "If you say so.", "Okay, bye."):
        turns += [Turn("rep", text), Turn("buyer", reply)]
    return Transcript("spam", channel, tuple(turns))
