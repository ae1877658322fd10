"""A link to a phrase as text and back: say=<id of the phrase>."""

from __future__ import annotations

START = "say="
LINKS = START
"""How the fragments of this tool begin, as a regular expression for the page (overrides/shell/tabs.js)."""


def write(phrase: str) -> str:
    return START + phrase


def read(text: str) -> str | None:
    """The id in a link, which may be that of no phrase; None for the link of another tool."""
    plain = text.replace(" ", "").lower().partition("&")[0]
    return plain.removeprefix(START) if plain.startswith(START) else None
