"""The tool's words: all used, and the same slots everywhere."""

from __future__ import annotations

import re

from tests.conftest import ROOT
from tools.checks.tzdata_news import told
from tools.sources import words


def test_every_text_is_used() -> None:
    """A text is used by its whole key, or by the part of it before a name that is filled in."""
    sources = [*(ROOT / "helper/zones").glob("*.py"), ROOT / "overrides/partials/zones.html"]
    code = "\n".join(file.read_text(encoding="utf-8") for file in sources)
    whole = set(re.findall(r"""["']([\w.-]+)["']""", code))
    around = (ROOT / "overrides/partials/there.html").read_text(encoding="utf-8")  # beside every tool
    whole |= set(re.findall(r'words\["zones\.([\w.-]+)"\]', around))
    starts = tuple(
        re.findall(r'"(\w+\.)(?:\{|")', code)
        + re.findall(r'"([\w.]+[._])\{', code)
        + re.findall(r'"(\w+\.\w*)" ~', code)
    )
    ends = tuple(re.findall(r'side ~ "(\.\w+)"', code))
    keys = {key.removeprefix("zones.") for key in words.read(ROOT / "docs/en") if key.startswith("zones.")}
    unused = {key for key in keys if key not in whole and not key.startswith(starts) and not key.endswith(ends)}
    assert not unused, f"delete them from docs/*/words/zones.yml: {sorted(unused)}"


def test_a_message_in_another_language_is_handed_to_every_page() -> None:
    every = {"en": words.read(ROOT / "docs/en"), "de": words.read(ROOT / "docs/de")}
    handed = words.for_helper(every, "en")
    assert handed["de/zones.message.text.call"] == every["de"]["zones.message.text.call"]
    assert not any(key.startswith(("site.", "cities.")) for key in handed)
    assert all(key.startswith("de/timer.spoken.") for key in handed if key.startswith("de/timer."))


def test_a_newer_tz_database_is_told_of_and_nothing_else() -> None:
    assert "2027.1" in told("2026.6", "2027.1") and "2026.10" in told("2026.6", "2026.10")
    assert told("2026.6", "2026.6") == told("2026.10", "2026.6") == ""
    assert told("2026.6", ""), "not being able to ask is said"
