"""The palette: 7:1 for text on every ground it is used on, 3:1 for lines and edges, in light and dark, and with more
contrast where that is wanted."""

from __future__ import annotations

import colorsys
import json
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

STYLES = ROOT / "overrides/styles"
TOKENS = (ROOT / "overrides/styles/tokens.css").read_text()
BLOCK = re.compile(r'\[data-md-color-scheme="(\w+)"\] \{([^}]*--ground[^}]*)\}')
COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
GROUNDS = ("ground", "raised", "calm", "warm")
TEXT = [(text, ground) for text in ("ink", "ink-soft", "link") for ground in GROUNDS] + [
    ("danger", "ground"), ("danger", "raised"), ("on-danger", "danger"), ("on-warning", "warning"), ("on-over", "over"),
    ("on-action", "action"), ("ink", "mine"), ("ink", "theirs"),
]  # fmt: skip
EDGES = [(edge, ground) for edge in ("line", "link") for ground in GROUNDS] + [("link", "warning"), ("danger", "calm")]
EDGES += [("danger", ground) for ground in ("mine", "theirs", "warning", "over")]


def schemes() -> dict[str, dict[str, str]]:
    """The colours of each scheme; what a later block says of the same scheme comes on top."""
    found: dict[str, dict[str, str]] = {}
    for name, block in BLOCK.findall(TOKENS):
        found[f"{name}, more contrast" if name in found else name] = found.get(name, {}) | dict(COLOUR.findall(block))
    return found


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4 for it in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", ["default", "slate", "default, more contrast", "slate, more contrast"])
def test_text_and_edges_stand_out(scheme: str) -> None:
    colours = schemes()[scheme]
    weak = {pair for pair in TEXT if contrast(colours[pair[0]], colours[pair[1]]) < 7}
    weak |= {pair for pair in EDGES if contrast(colours[pair[0]], colours[pair[1]]) < 3}
    assert not weak


def test_red_is_for_danger_alone() -> None:
    """Red: nearer to it than 25 degrees on the wheel of colours, and not grey."""
    for scheme, colours in schemes().items():
        for name, colour in colours.items():
            parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
            hue, lightness, saturation = colorsys.rgb_to_hls(*parts)
            red = min(hue, 1 - hue) < 25 / 360 and saturation > 0.3 and 0.1 < lightness < 0.95
            assert not red or name in ("danger", "on-danger"), (scheme, name, colour)
    rules = re.findall(r"([^{}]+)\{[^{}]*var\(--danger\)", "".join(it.read_text() for it in STYLES.glob("*.css")))
    assert len(rules) > 5
    for selector in rules:
        assert re.search(r"danger|emergency|\.there|^\s*\.md-typeset h1 \+ \.doors", selector), selector


def test_the_app_and_the_browser_s_own_bar_have_the_colours_of_the_page(site: Path) -> None:
    light, dark = schemes()["default"]["ground"], schemes()["slate"]["ground"]
    mark = re.findall(r'<rect[^>]*fill="(#\w+)"', (ROOT / "overrides/assets/icon.svg").read_text())[0]
    for folder in ("", "de/"):
        manifest = json.loads((site / folder / "app.webmanifest").read_text())
        assert (manifest["background_color"], manifest["theme_color"]) == (light, mark)
        bars = re.findall(r'<meta name="theme-color" media="[^"]*: (\w+)\)" content="(#\w+)">',
                          (site / folder / "index.html").read_text())  # fmt: skip
        assert dict(bars) == {"light": light, "dark": dark}
