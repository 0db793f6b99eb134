"""What lint reports, and where in the file it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainer.errors import InputError
from trainer.library import line_of
from trainer.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: where, what, why it matters, how. One that is not `serious` is advice."""

    where: str
    line: int | None
    what: str
    why: str = ""
    mend: str = ""
    serious: bool = True

    def __str__(self) -> str:
        place = f"{self.where}:{self.line}" if self.line else self.where
        said = " ".join(p.rstrip(".") + "." for p in (self.what, self.why, self.mend) if p)
        return f"{place}: {said}" if self.serious else f"{place}: advice: {said}"


Rule = Callable[[Scenario, Path, Any], Iterable[Finding]]


def from_fault(fault: InputError) -> Finding:
    """A schema fault as a finding."""
    what = f"{fault.field}: {fault.what}" if fault.field else fault.what
    return Finding(fault.where, fault.line, what, mend=fault.mend)


def line_at(data: Any, field: str) -> int | None:
    """The line of a field path such as `facts.outage-cost.says[2]`."""
    path: list[Any] = []
    node = data
    for part in field.replace("[", ".[").split("."):
        if part.startswith("["):
            key: Any = int(part[1:-1])
        elif isinstance(node, list):
            key = next((n for n, item in enumerate(node) if item.get("id") == part), 0)
        else:
            key = part
        path.append(key)
        try:
            node = node[key]
        except (KeyError, IndexError, TypeError):
            break
    return line_of(data, path)
