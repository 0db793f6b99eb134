"""The rows of the sales method that a scenario can teach, and the skill each is about."""

from __future__ import annotations

from collections.abc import Mapping

METHOD: Mapping[str, str] = {
    "A0": "value at the right moment",
    "A1": "earning the meeting",
    "A2": "why change, before why you",
    "A3": "keeping the lead",
    "A4": "saving the contract",
    "B1": "walking away from a bad fit",
    "B2": "the first contact",
    "B3": "keeping to your path",
    "C1": "leading the way",
    "C2": "earning the next meeting in this one",
    "C3": "leaving with a date",
    "C4": "not settling for a maybe",
    "C5": "gaining, not giving",
    "C6": "staying with the awkward step",
    "C7": "a fair trade for their time",
    "C8": "choosing the next step yourself",
    "C9": "knowing the step you need",
    "C10": "a smaller yes to fall back on",
    "C11": "asking at all",
    "D1": "booking the next meeting inside this one",
    "D2": "recap, temperature, next step",
    "D3": "taking the temperature",
    "D4": "commitment, not compliance",
    "D5": "requests that only cost you work",
    "D6": "steps that ask something of them",
    "D7": "making no easy to say",
    "E1": "no whiff of self-interest",
    "E2": "the long relationship",
    "E3": "their wish before your need",
    "E4": "winning back a cooling buyer",
}
