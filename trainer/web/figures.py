"""Small pictures as numbers for inline SVG: one strip a line, on a common time axis.

Strips are drawn in a box of 100 × 30 that stretches to any width; strokes do not scale with it. A
missing value leaves a gap, never a zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, PAD = 100.0, 30.0, 3.0


@dataclass(frozen=True, slots=True)
class Strip:
    """One line over time. `line` and `dots` are SVG path data; `values` what they stand for."""

    key: str
    name: str
    top: float
    values: tuple[float | None, ...]
    line: str
    dots: str

    @property
    def first(self) -> float | None:
        return next((v for v in self.values if v is not None), None)

    @property
    def last(self) -> float | None:
        return next((v for v in reversed(self.values) if v is not None), None)

    @property
    def change(self) -> str:
        """`1 → 3.5`, for people who do not see the line."""
        if self.first is None or self.last is None:
            return "nothing yet"
        return f"{_plain(self.first)} → {_plain(self.last)}"


def across(index: int, count: int) -> float:
    """Where the `index`-th of `count` points stands, 0-100."""
    return WIDTH / 2 if count < 2 else WIDTH * index / (count - 1)


def height(value: float, top: float) -> float:
    """The y of a value: 0 at the bottom, `top` at the top."""
    share = min(1.0, max(0.0, value / top))
    return HEIGHT - PAD - share * (HEIGHT - 2 * PAD)


def strip(key: str, name: str, values: Sequence[float | None], top: float) -> Strip:
    """The path of a row of values; gaps where there is none."""
    count = len(values)
    line: list[str] = []
    dots: list[str] = []
    pen_down = False
    for index, value in enumerate(values):
        if value is None:
            pen_down = False
            continue
        x, y = across(index, count), height(value, top)
        line.append(f"{'L' if pen_down else 'M'}{x:.2f} {y:.2f}")
        dots.append(f"M{x:.2f} {y:.2f}h0")
        pen_down = True
    return Strip(key, name, top, tuple(values), "".join(line), "".join(dots))


def _plain(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
