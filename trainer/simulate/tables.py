"""What many simulated runs add up to: rates, scores, orders, and a heat map as HTML or PNG."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from trainer.scenario import Scenario
from trainer.simulate.reps import GOOD, MIDDLING, POOR

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cell:
    """All runs of one rep on one scenario. Rates are 0-1, the score 0-100 or None."""

    runs: int
    won: float  # the best commitment, or the right no
    advanced: float
    walked: float
    score: float | None
    turns: float


def cells(rows: Sequence[Row], scenarios: Mapping[str, Scenario]) -> dict[tuple[str, str], Cell]:
    """Cells by (scenario, rep)."""
    grouped: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["scenario"], row["rep"]].append(row)
    found = {}
    for key, group in grouped.items():
        right = "no_fit" if scenarios[key[0]].bad_fit else "won"
        kinds = Counter(row["outcome"]["kind"] for row in group)
        scores = [row["overall"] for row in group if row["overall"] is not None]
        found[key] = Cell(
            runs=len(group),
            won=kinds[right] / len(group),
            advanced=kinds["advanced"] / len(group),
            walked=kinds["walked"] / len(group),
            score=sum(scores) / len(scores) if scores else None,
            turns=sum(row["turns"] for row in group) / len(group),
        )
    return found


def order_agreement(found: Mapping[tuple[str, str], Cell], scenario: str) -> float | None:
    """Spearman's ρ between the bands strong > solid > middling > poor and their mean scores.

    Within a band no order is expected. None when a band has no score.
    """
    means = []
    for band in (POOR, MIDDLING, ("solid",), ("strong",)):
        scores = [
            cell.score
            for rep in band
            if (cell := found.get((scenario, rep))) is not None and cell.score is not None
        ]
        if not scores:
            return None
        means.append(sum(scores) / len(scores))
    return _spearman([0.0, 1.0, 2.0, 3.0], means)


def _spearman(left: Sequence[float], right: Sequence[float]) -> float | None:
    a, b = _ranks(left), _ranks(right)
    mean_a, mean_b = sum(a) / len(a), sum(b) / len(b)
    cov = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True))
    var = sum((x - mean_a) ** 2 for x in a) * sum((y - mean_b) ** 2 for y in b)
    return cov / var**0.5 if var else None


def _ranks(values: Sequence[float]) -> list[float]:
    """Ranks with ties shared."""
    order = sorted(range(len(values)), key=lambda i: values[i])
    ranks = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for i in order[start : end + 1]:
            ranks[i] = (start + end) / 2
        start = end + 1
    return ranks


def summary(rows: Sequence[Row], scenarios: Mapping[str, Scenario]) -> list[str]:
    """The findings in plain sentences, each with its figure."""
    found = cells(rows, scenarios)
    names = list(dict.fromkeys(name for name, _ in found))
    said = []
    for low, high in ((1, 3), (4, 5)):
        wins = [
            found[n, "strong"].won
            for n in names
            if low <= scenarios[n].level <= high and (n, "strong") in found
        ]
        if wins:
            said.append(
                f"Strong rep, levels {low}-{high}: the best step (or the right no) in "
                f"{100 * sum(wins) / len(wins):.0f}% of runs, "
                f"{100 * min(wins):.0f}% in the lowest scenario."
            )
    poor = [cell for (_, rep), cell in found.items() if rep in POOR]
    if poor:
        left = 100 * sum(c.walked for c in poor) / len(poor)
        won = 100 * max(c.won for c in poor)
        said.append(f"Poor reps: the buyer left in {left:.0f}% of runs; best case won {won:.0f}%.")
    orders = [r for n in names if (r := order_agreement(found, n)) is not None]
    if orders:
        said.append(
            f"Scores order the reps with a mean Spearman of {sum(orders) / len(orders):.2f} "
            f"(lowest scenario {min(orders):.2f})."
        )
    return said


def heat_html(rows: Sequence[Row], scenarios: Mapping[str, Scenario]) -> str:
    """A page with one cell a scenario and rep: mean score, tinted by how often the call is won."""
    found = cells(rows, scenarios)
    names, reps = _axes(found, scenarios)
    head = "".join(f"<th>{escape(r)}</th>" for r in reps)
    body = []
    for name in names:
        row = [f"<th>{escape(name)} <small>{scenarios[name].level}</small></th>"]
        for rep in reps:
            cell = found.get((name, rep))
            if cell is None:
                row.append("<td></td>")
                continue
            shown = "–" if cell.score is None else f"{cell.score:.0f}"
            title = (
                f"{cell.runs} runs, won {cell.won:.0%}, advanced {cell.advanced:.0%}, "
                f"buyer left {cell.walked:.0%}, {cell.turns:.0f} turns"
            )
            red, green, blue = _tint(cell)
            row.append(
                f'<td title="{escape(title)}" style="background:rgb({red},{green},{blue})">'
                f"{shown}</td>"
            )
        body.append(f"<tr>{''.join(row)}</tr>")
    notes = "".join(f"<p>{escape(line)}</p>" for line in summary(rows, scenarios))
    return (
        "<!doctype html><meta charset='utf-8'><title>Simulated reps</title><style>"
        "body{font:15px/1.5 system-ui,sans-serif;margin:2rem;color:#222;background:#fbfaf7}"
        "td,th{padding:.3rem .5rem;text-align:right;font-weight:normal}th:first-child"
        "{text-align:left}thead th{writing-mode:vertical-rl;text-align:left}small{color:#777}"
        "</style><h1>Simulated reps</h1><p>Mean score; the darker, the more often the call was "
        f"won.</p>{notes}<table><thead><tr><th></th>{head}</tr></thead><tbody>{''.join(body)}"
        "</tbody></table>\n"
    )


def heat_png(rows: Sequence[Row], scenarios: Mapping[str, Scenario], path: Path) -> None:
    """The same as a picture."""
    found = cells(rows, scenarios)
    names, reps = _axes(found, scenarios)
    left, top, wide, high = 230, 110, 62, 26
    image = Image.new(
        "RGB", (left + wide * len(reps) + 20, top + high * len(names) + 20), "#fbfaf7"
    )
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(14)
    for x, rep in enumerate(reps):
        label = Image.new("RGBA", (100, 20), (0, 0, 0, 0))
        ImageDraw.Draw(label).text((0, 1), rep, fill="#222", font=font)
        turned = label.rotate(90, expand=True)
        image.paste(turned, (left + x * wide + 20, 5), turned)
    for y, name in enumerate(names):
        at = top + y * high
        draw.text((10, at + 4), f"{name}  ({scenarios[name].level})", fill="#222", font=font)
        for x, rep in enumerate(reps):
            cell = found.get((name, rep))
            if cell is None:
                continue
            box = (left + x * wide, at, left + (x + 1) * wide - 2, at + high - 2)
            draw.rectangle(box, fill=_tint(cell))
            shown = "-" if cell.score is None else f"{cell.score:.0f}"
            draw.text((box[0] + 20, at + 4), shown, fill="#222", font=font)
    image.save(path)


def _axes(
    found: Mapping[tuple[str, str], Cell], scenarios: Mapping[str, Scenario]
) -> tuple[list[str], list[str]]:
    names = sorted({n for n, _ in found}, key=lambda n: (scenarios[n].level, n))
    reps = [r for r in (*GOOD, *MIDDLING, *POOR) if any(rep == r for _, rep in found)]
    return names, reps


def _tint(cell: Cell) -> tuple[int, int, int]:
    """Paper to teal by how often the call was won, half for an advance."""
    share = cell.won + cell.advanced / 2
    paper, teal = (244, 240, 230), (118, 190, 180)
    red, green, blue = (round(p + (t - p) * share) for p, t in zip(paper, teal, strict=True))
    return red, green, blue
