"""Handing something on, alike for every tool: a text, a link or a file, by the share sheet or the clipboard.

Browsers allow that only within the tap itself. So what is to be handed on is in the view beforehand, on the button's
"carry"; the page does it there and then (overrides/shell/handing.js), and the button's event tells what became of it.
What could not be handed on is shown and selected, for people to copy themselves.
"""

from __future__ import annotations

from dataclasses import dataclass

from helper import effects
from helper.effects import Effect
from helper.events import Event, text
from helper.texts import Texts

COPIED, SHARED, CLOSED = "copied", "shared", "closed"
COPY_REFUSED, NO_COPY, SHARE_REFUSED = REFUSALS = ("copy_refused", "no_copy", "share_refused")
OUTCOMES = (COPIED, SHARED, CLOSED, *REFUSALS)
"""CLOSED: the person closed the share sheet. NO_COPY: the browser has no clipboard for pages at all."""

TOLD = "handed"
"""Among the keys of what a tool has to announce: what became of handing on."""

MAX_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Sharing:
    """What became of the last thing that was handed on: one of OUTCOMES, or "" for nothing to tell. `link` says that
    it was a link; `by_hand` is what could not be copied."""

    outcome: str = ""
    link: bool = False
    by_hand: str = ""


def of_text(it: str) -> dict[str, str]:
    """What a button carries to hand on a text."""
    return {"text": it}


def of_link(fragment: str) -> dict[str, str]:
    """What a button carries to hand on this page's address with `fragment`."""
    return {"fragment": fragment}


def of_file(name: str, media: str, it: str) -> dict[str, str]:
    """What a button carries to hand on a file."""
    return {"name": name, "media": media, "text": it}


def heard(event: Event, place: str) -> tuple[Sharing | None, list[Effect]]:
    """What the page tells of it, None for something else; and how what is to be copied by hand, at `place` (the name
    of a part of the page), comes to be selected."""
    outcome = text(event, "outcome")
    if outcome not in OUTCOMES:
        return None, []
    refused = outcome in REFUSALS
    by_hand = text(event, "text", MAX_TEXT) if refused else ""
    return Sharing(outcome, "fragment" in event, by_hand), [effects.focus(place)] if by_hand else []


def say(sharing: Sharing, texts: Texts) -> str:
    """What became of it, in words; "" for nothing to tell."""
    if sharing.outcome in ("", CLOSED):
        return ""
    return texts.part("sharing").say(f"{sharing.outcome}_link" if sharing.link else sharing.outcome)


def view(sharing: Sharing, texts: Texts, told: str = "") -> dict[str, object]:
    """The view's part with what became of it, or with something else that is `told` there."""
    outcome = say(sharing, texts) or told
    return {
        "outcome": outcome,
        "any_outcome": bool(outcome),
        "by_hand": sharing.by_hand,
        "any_by_hand": bool(sharing.by_hand),
    }
