"""Handing something on, alike for every tool: a text or a link, by the device's share sheet or the clipboard.

The page is asked by an effect, and tells what became of it by the event "<tool>.outcome". What it could not copy is
shown, for people to copy themselves.
"""

from __future__ import annotations

from dataclasses import dataclass

from helper.events import Event, text

COPIED, COPY_REFUSED = OUTCOMES = ("copied", "copy_refused")
MAX_TEXT = 5_000


@dataclass(frozen=True, slots=True)
class Sharing:
    """What became of the last thing that was handed on: one of OUTCOMES, or "" for nothing to tell. `by_hand` is what
    could not be copied."""

    outcome: str = ""
    by_hand: str = ""


def heard(event: Event) -> Sharing | None:
    """What the page tells of it; None for something else."""
    outcome = text(event, "outcome")
    if outcome not in OUTCOMES:
        return None
    return Sharing(outcome, text(event, "text", MAX_TEXT) if outcome == COPY_REFUSED else "")


def view(sharing: Sharing) -> dict[str, object]:
    """The view's part with what could not be copied; the words for the outcome are each tool's own."""
    return {"by_hand": sharing.by_hand, "any_by_hand": bool(sharing.by_hand)}
