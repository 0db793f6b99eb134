"""The one theme: paper and ink, one accent, light and dark of equal care.

Every colour stands here once. `css` turns the palettes into custom properties for page.css, `base`
hands the same values to Gradio's own components, and a test computes the contrast of `READ_ON`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import gradio as gr

SANS = (
    "-apple-system",
    "BlinkMacSystemFont",
    "Segoe UI",
    "Roboto",
    "Helvetica Neue",
    "Noto Sans",
    "Liberation Sans",
    "Arial",
    "sans-serif",
)
SERIF = (
    "Iowan Old Style",
    "Palatino Linotype",
    "Palatino",
    "Book Antiqua",
    "Georgia",
    "Noto Serif",
    "Liberation Serif",
    "serif",
)

LIGHT: Mapping[str, str] = {
    "paper": "#faf8f3",  # the page
    "sheet": "#f2eee4",  # what lies on it: the rep's words, a chosen row
    "ink": "#1f1c18",
    "soft": "#5d564b",  # labels and second thoughts
    "rule": "#ddd6c7",  # hairlines; decoration only
    "edge": "#8a8172",  # borders of things one can type in or press
    "accent": "#9c3a24",  # the red pencil
    "on-accent": "#ffffff",
    "value": "#0b6b62",
    "control": "#1f5a99",
    "commitment": "#8a5a00",
    "salvage": "#86346f",
    "fit": "#535b66",
    "met": "#2a6a41",
    "partly": "#8a5a00",
    "missed": "#9c3a24",
}

DARK: Mapping[str, str] = {
    "paper": "#181613",
    "sheet": "#23201b",
    "ink": "#ece6da",
    "soft": "#ada597",
    "rule": "#3a352d",
    "edge": "#857c6d",
    "accent": "#eb8f78",
    "on-accent": "#1b1512",
    "value": "#58c4b5",
    "control": "#85b7f0",
    "commitment": "#e2ad52",
    "salvage": "#dd9bcd",
    "fit": "#b0b7c0",
    "met": "#7cc494",
    "partly": "#e2ad52",
    "missed": "#eb8f78",
}

_TEXT = "ink soft accent value control commitment salvage fit met partly missed".split()
# (foreground, background, least contrast): 4.5 for text, 3 for borders and shapes (WCAG AA).
READ_ON: tuple[tuple[str, str, float], ...] = (
    *((name, ground, 4.5) for name in _TEXT for ground in ("paper", "sheet")),
    ("on-accent", "accent", 4.5),
    ("paper", "ink", 4.5),  # the main button
    ("edge", "paper", 3.0),
    ("edge", "sheet", 3.0),
)

_FOLDER = Path(__file__).parent


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two #rrggbb colours."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def css() -> str:
    """Custom properties for both modes, then page.css."""
    fonts = f"--sans: {_stack(SANS)}; --serif: {_stack(SERIF)};"
    return (
        f":root {{ {_properties(LIGHT)} {fonts} color-scheme: light; }}\n"
        f".dark {{ {_properties(DARK)} color-scheme: dark; }}\n"
        + (_FOLDER / "page.css").read_text(encoding="utf-8")
    )


def head() -> str:
    """What goes into the document's head, all of it inline: colours, the one style, the one script.

    The style stands here because Gradio rewrites the selectors of CSS handed to it as such.
    """
    script = (_FOLDER / "page.js").read_text(encoding="utf-8")
    colours = "".join(
        f'<meta name="theme-color" media="(prefers-color-scheme: {mode})" content="{paper}">'
        for mode, paper in (("light", LIGHT["paper"]), ("dark", DARK["paper"]))
    )
    return f"{colours}<style>{css()}</style><script>{script}</script>"


def _properties(palette: Mapping[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in palette.items())


def _stack(fonts: tuple[str, ...]) -> str:
    return ", ".join(f'"{f}"' if " " in f else f for f in fonts)


def base() -> gr.themes.Base:
    """Gradio's components in our colours. System fonts only: nothing is fetched from anywhere."""
    return gr.themes.Base(
        text_size=gr.themes.sizes.text_lg,  # 16 px
        font=list(SANS),
        font_mono=["ui-monospace", "Menlo", "Consolas", "monospace"],
    ).set(**_values())


def _values() -> dict[str, str]:
    both = {
        "body_background_fill": "paper",
        "body_text_color": "ink",
        "body_text_color_subdued": "soft",
        "background_fill_primary": "paper",
        "background_fill_secondary": "paper",
        "block_background_fill": "paper",
        "block_border_color": "rule",
        "block_label_background_fill": "paper",
        "block_label_text_color": "soft",
        "block_title_text_color": "ink",
        "block_info_text_color": "soft",
        "border_color_primary": "rule",
        "border_color_accent": "accent",
        "color_accent_soft": "sheet",
        "link_text_color": "accent",
        "link_text_color_hover": "accent",
        "link_text_color_active": "accent",
        "link_text_color_visited": "accent",
        "input_background_fill": "paper",
        "input_background_fill_focus": "paper",
        "input_border_color": "edge",
        "input_border_color_hover": "ink",
        "input_border_color_focus": "accent",
        "input_placeholder_color": "soft",
        "button_primary_background_fill": "ink",
        "button_primary_background_fill_hover": "accent",
        "button_primary_text_color": "paper",
        "button_primary_text_color_hover": "on-accent",
        "button_primary_border_color": "ink",
        "button_primary_border_color_hover": "accent",
        "button_secondary_background_fill": "paper",
        "button_secondary_background_fill_hover": "sheet",
        "button_secondary_text_color": "ink",
        "button_secondary_text_color_hover": "ink",
        "button_secondary_border_color": "edge",
        "button_secondary_border_color_hover": "ink",
        "error_background_fill": "paper",
        "error_border_color": "accent",
        "error_text_color": "accent",
    }
    values = {key: LIGHT[name] for key, name in both.items()}
    values |= {f"{key}_dark": DARK[name] for key, name in both.items()}
    flat = "none"
    return values | {
        "block_border_width": "0px",
        "block_shadow": flat,
        "block_padding": "0px",
        "block_radius": "3px",
        "block_label_shadow": flat,
        "block_title_text_weight": "600",
        "block_title_text_size": "0.9375rem",
        "button_large_radius": "3px",
        "button_medium_radius": "3px",
        "button_small_radius": "3px",
        "button_large_text_weight": "600",
        "button_medium_text_weight": "600",
        "button_primary_shadow": flat,
        "button_primary_shadow_hover": flat,
        "button_primary_shadow_active": flat,
        "button_secondary_shadow": flat,
        "button_secondary_shadow_hover": flat,
        "button_secondary_shadow_active": flat,
        "input_radius": "3px",
        "input_shadow": flat,
        "input_shadow_focus": flat,
        "input_text_size": "1rem",
        "form_gap_width": "0px",
        "layout_gap": "1rem",
        "shadow_drop": flat,
        "shadow_drop_lg": flat,
    }
