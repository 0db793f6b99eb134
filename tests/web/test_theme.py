"""Contrast computed from the theme's own colours, and nothing fetched from outside."""

import re

import pytest

from trainer.rubric import DIMENSIONS
from trainer.web import theme


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_text_colour_meets_wcag_aa_on_every_ground(mode: str) -> None:
    palette = {"light": theme.LIGHT, "dark": theme.DARK}[mode]
    faint = {
        (front, back): round(theme.contrast(palette[front], palette[back]), 2)
        for front, back, least in theme.READ_ON
        if theme.contrast(palette[front], palette[back]) < least
    }
    assert not faint


def test_black_on_white_has_the_contrast_the_standard_says() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_both_modes_have_the_same_colours() -> None:
    assert theme.LIGHT.keys() == theme.DARK.keys()
    assert set(DIMENSIONS) < theme.LIGHT.keys()


def test_dimension_colours_differ_from_each_other() -> None:
    for palette in (theme.LIGHT, theme.DARK):
        assert len({palette[d] for d in DIMENSIONS}) == len(DIMENSIONS)


def test_every_colour_the_style_uses_is_in_the_theme() -> None:
    named = set(re.findall(r"var\(--([a-z-]+)", theme.css()))
    assert named - theme.LIGHT.keys() <= {"sans", "serif", "dim", "at"}


def test_the_head_reaches_for_nothing_outside() -> None:
    assert not re.search(r"https?://|//[a-z]+\.[a-z]|@import", theme.head())
    assert "url(" not in theme.css()
