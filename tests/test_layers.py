"""A file imports only from layers below its own, so that thinking never waits on I/O."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "trainer"

# Lowest first. A module may import from any earlier row, and within its own package.
LAYERS = (
    ("errors",),
    ("words", "messages", "encoder"),
    ("conversation",),
    ("rubric", "method"),
    ("scenario", "report"),
    ("session", "disagreement"),
    ("settings", "library", "importing"),
    ("prompting",),
    ("llm",),
    ("store",),
    ("reading",),
    ("grading",),
    ("buyer",),
    ("speaking", "collaborators"),
    ("practice", "review"),
    ("simulate",),
    ("lint", "bench", "bench_llm", "bench_practice", "bench_server", "bench_turn"),
    ("drafting",),
    ("wiring",),
    ("terminal",),
    ("cli", "web"),
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}


def modules() -> list[Path]:
    return sorted(p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "__init__.py")


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Names one level below `trainer` that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            head, *rest = node.module.split(".")
            if head == "trainer":
                found |= {rest[0]} if rest else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith("trainer."):
                    found.add(alias.name.split(".")[1])
    return found - {"__version__"}


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_file_imports_only_from_layers_below_its_own(path: Path) -> None:
    mine = name_of(path)
    assert mine in LEVEL, f"{mine} has no layer; give it one in {Path(__file__).name}"
    above = sorted(
        other for other in imported(path) if other != mine and LEVEL[other] >= LEVEL[mine]
    )
    assert not above, f"{path.name} is in layer '{mine}' and imports {', '.join(above)}"


@pytest.mark.parametrize("name", ["reading", "grading", "buyer"])
def test_thinking_is_free_of_input_and_output(name: str) -> None:
    banned = {"asyncio", "sqlalchemy", "openai", "gradio", "httpx", "socket", "requests"}
    for path in (PACKAGE / name).rglob("*.py"):
        tree = ast.parse(path.read_text())
        used = {
            (node.module or "").split(".")[0]
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
        } | {
            alias.name.split(".")[0]
            for node in ast.walk(tree)
            if isinstance(node, ast.Import)
            for alias in node.names
        }
        assert not used & banned, f"{path} uses {used & banned}"
