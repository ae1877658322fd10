"""What happens to a link on its way: chats, mail programs, trackers and people. Each leaves in it what is needed."""

from __future__ import annotations

import html
from collections.abc import Callable
from urllib.parse import quote

from hypothesis import strategies as st

type Mangle = Callable[[str], str]


def _everything(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())


def _inserted(what: str, part: float) -> Mangle:
    return lambda text: text[: int(len(text) * part)] + what + text[int(len(text) * part) :]


def _around(before: str, after: str) -> Mangle:
    return lambda text: before + text + after


INVISIBLE = ["\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "\u200e"]
SPACES = ["\n", "\r\n", " ", "\u00a0", "\u2028", "\n  ", "%0A", "%0D%0A", "%20", "%C2%A0", "%e2%80%8b"]
ANYWHERE: dict[str, Mangle] = {
    "as it was": lambda text: text,
    "escaped": lambda text: quote(text, safe=""),
    "escaped twice": lambda text: quote(quote(text, safe=""), safe=""),
    "all of it escaped": _everything,
    "all of it escaped twice": lambda text: quote(_everything(text), safe=""),
    "escaped, and a line ends within": lambda text: _everything(text)[:10] + "\n" + _everything(text)[10:],
    "escaped in small letters": lambda text: _everything(text).lower(),
    "only the equals signs escaped": lambda text: text.replace("=", "%3D"),
    "only the commas escaped": lambda text: text.replace(",", "%2C"),
    "only the ampersands escaped": lambda text: text.replace("&", "%26"),
    "ampersands as HTML": html.escape,
    "ampersands as HTML, twice": lambda text: html.escape(html.escape(text)),
    "ampersands as numbers": lambda text: text.replace("&", "&#38;").replace("=", "&#x3D;"),
    "quoted-printable": lambda text: text.replace("=", "=3D"),
    "capitals": str.upper,
    "small letters": str.lower,
    "as a sentence": str.capitalize,
    "longer dashes": lambda text: text.replace("-", "–"),
    "hyphens that do not break": lambda text: text.replace("-", "\u2011"),
    "a second number sign": _around("#", ""),
    "an escaped number sign": _around("%23", ""),
    "in angle brackets": _around("<", ">"),
    "in angle brackets, as HTML": _around("", "&gt;"),
    "in brackets": _around("(", ")."),
    "bold": _around("**", "**"),
    "italic": _around("_", "_"),
    "italic, half of it read": _around("", "_"),
    "quoted": _around("“", "”"),
    "counted": _around("", "?fbclid=IwAR0x9-_Q"),
    "counted otherwise": _around("", "&utm_source=chat&utm_medium=social"),
    "with a text fragment": _around("", ":~:text=call%20timer"),
    **{f"with {mark} after it": _around("", mark) for mark in ".,)>!\"'’”“]*_;:»`?"},
    **{
        f"with {what!r} at {part}": _inserted(what, part)
        for what in INVISIBLE
        for part in (0, 0.3, 1)
    },
}  # fmt: skip
"""What any link, preset or phrase outlives."""

WRAPPED: dict[str, Mangle] = {
    f"with {what!r} at {part}": _inserted(what, part) for what in SPACES for part in (0.05, 0.3, 0.5, 0.9)
}
"""A space in a preset may stand for a hyphen: there it has to be told or outlived."""

MANGLES = ANYWHERE | WRAPPED


@st.composite
def mangled(draw: st.DrawFn, text: str) -> str:
    """A text after a few things have happened to it, in an order in which they can."""
    for name in draw(st.lists(st.sampled_from(sorted(MANGLES)), max_size=3)):
        text = MANGLES[name](text)
    return text


@st.composite
def damaged(draw: st.DrawFn, text: str) -> str:
    """A text of which a part is lost, or another one is in its place."""
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start, len(text)))
    return text[:start] + draw(st.text("0123456789abcdefghjkmnpqrstvwxyzILO-_=& ", max_size=4)) + text[end:]
