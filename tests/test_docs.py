"""What the pages for people promise is there."""

from __future__ import annotations

import re
from pathlib import Path

from trainer.conversation import Act, Move
from trainer.method import METHOD
from trainer.rubric import CRITERIA
from trainer.scenario import TEMPERAMENTS, Scenario

ROOT = Path(__file__).parent.parent
AUTHORING = (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_guide_lists_every_word_an_author_can_use() -> None:
    for word in (*METHOD, *(m.value for m in Move), *CRITERIA, *TEMPERAMENTS):
        assert f"`{word}`" in AUTHORING, word


def test_the_guide_speaks_of_every_part_of_a_scenario() -> None:
    for name in Scenario.model_fields:
        assert f"`{name}" in AUTHORING or f"{name}." in AUTHORING, name


def test_links_and_pictures_of_the_pages_are_there() -> None:
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_field_of_a_scenario_is_read_by_some_code() -> None:
    """A field that nothing reads would be a promise to authors that nobody keeps."""
    code = "\n".join(
        p.read_text(encoding="utf-8")
        for p in (ROOT / "trainer").rglob("*.py")
        if p.name != "scenario.py"
    ) + "\n".join(p.read_text() for p in (ROOT / "trainer").rglob("*.html"))
    own = (ROOT / "trainer" / "scenario.py").read_text(encoding="utf-8")
    for name in Scenario.model_fields:
        used = re.search(rf"\.{name}\b", code) or re.search(rf"self\.{name}\b", own)
        assert used, f"nothing reads '{name}'"


def test_every_setting_of_the_readme_exists_and_the_other_way_round() -> None:
    from trainer.settings import PREFIX, Settings

    named = set(re.findall(rf"`({PREFIX}[A-Z_]+)`", README))
    known = {PREFIX + n.upper() for n, f in Settings.model_fields.items() if not f.validation_alias}
    assert named == known


def test_acts_and_moves_do_not_share_a_name() -> None:
    assert not {a.value for a in Act} & {m.value for m in Move}
