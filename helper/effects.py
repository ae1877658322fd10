"""What the page can be asked to do: plain data for overrides/shell/effects.js to carry out.

An effect happens once, and is a mapping with a "do". What is to last follows from the state, and is part of the view
of whichever tool needs it, under the names in LASTING. What browsers allow only within a tap (copying, sharing,
reading aloud) is neither: the page does it by itself (sharing.py).
"""

from __future__ import annotations

type Effect = dict[str, object]
type Notes = tuple[tuple[int, int, int], ...]
"""Tones as (frequency in hertz, start in milliseconds, length in milliseconds)."""

TITLE, AWAKE, SOUND, SPOKEN, KEEP, ONLY_TAB = LASTING = (
    "page.title", "page.awake", "page.sound", "page.spoken", "page.keep", "page.only_tab",
)  # fmt: skip
"""TITLE is the window's, "" for the page's own. AWAKE says whether the screen is to stay on, SOUND
whether signals are to be heard. SPOKEN has the words that `say` names, and their "language"; it is empty where nothing
is to be spoken. KEEP is what the tab holds
over a reload; it comes back as "kept" when the page opens. ONLY_TAB is a name that one tab at most may have, "" for
none."""


def announce(text: str) -> Effect:
    """Have a screen reader say `text` when it has a moment."""
    return {"do": "announce", "text": text}


def sound(notes: Notes, volume: float) -> Effect:
    """`volume` from 0 to 1."""
    return {"do": "sound", "notes": notes, "volume": volume}


def say(name: str, after: int, volume: float) -> Effect:
    """Have a voice of the device say the words called `name` in SPOKEN, `after` so many milliseconds; not while it
    reads something else aloud."""
    return {"do": "say", "name": name, "after": after, "volume": volume}


def vibrate(pattern: tuple[int, ...]) -> Effect:
    """Milliseconds on, off, on ... (Android only)."""
    return {"do": "vibrate", "pattern": pattern}


def fill(form: str, fields: dict[str, str]) -> Effect:
    """Set the fields of a tool's form to what is being used."""
    return {"do": "fill", "form": form, "fields": fields}


def clear_address() -> Effect:
    """Take the fragment out of the address bar, so that it is not left behind in the history."""
    return {"do": "clear_address"}


def load(*packages: str) -> Effect:
    """Fetch packages of the runtime bundle that are not there at start (tools/runtime/bundle.py). An event "loaded" or
    "load_failed" with the same `packages` (a list) follows."""
    return {"do": "load", "packages": list(packages)}


def download(name: str, media_type: str, text: str, report: str) -> Effect:
    """Have the browser save a file. An event of the type `report` follows, with an "outcome": "started", or "refused".
    Whether anything was saved is not known."""
    return {"do": "download", "name": name, "type": media_type, "text": text, "report": report}


def focus(name: str) -> Effect:
    """Move the focus to the part of the page called `name`, where what has it goes away."""
    return {"do": "focus", "name": name}


def focus_back() -> Effect:
    """Move the focus back to what had it before the last `focus`."""
    return {"do": "focus_back"}


def tell_tabs(call: int, text: str) -> Effect:
    """Tell the other tabs of this browser of a call: they get the event "elsewhere" with `call` and `kept`."""
    return {"do": "tell_tabs", "call": call, "text": text}


def hush() -> Effect:
    """Stop reading aloud."""
    return {"do": "hush"}
