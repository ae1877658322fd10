"""What the page can be asked to do: plain data for overrides/shell/effects.js to carry out.

An effect happens once, and is a mapping with a "do". What is to last follows from the state, and is part of the view
of whichever tool needs it, under the names in LASTING.
"""

from __future__ import annotations

type Effect = dict[str, object]
type Notes = tuple[tuple[int, int, int], ...]
"""Tones as (frequency in hertz, start in milliseconds, length in milliseconds)."""

TITLE, AWAKE, KEEP, ONLY_TAB = LASTING = ("page.title", "page.awake", "page.keep", "page.only_tab")
"""TITLE is the window's, "" for the page's own. AWAKE says whether the screen is to stay on. KEEP is what the tab holds
over a reload; it comes back as "kept" when the page opens. ONLY_TAB is a name that one tab at most may have, "" for
none."""


def announce(text: str) -> Effect:
    """Have a screen reader say `text` when it has a moment."""
    return {"do": "announce", "text": text}


def sound(notes: Notes) -> Effect:
    return {"do": "sound", "notes": notes}


def vibrate(pattern: tuple[int, ...]) -> Effect:
    """Milliseconds on, off, on ... (Android only; elsewhere nothing happens)."""
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


def download(name: str, media_type: str, text: str) -> Effect:
    """Have the browser save a file."""
    return {"do": "download", "name": name, "type": media_type, "text": text}


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


# The page tells what became of these by an event of the type `report` with an "outcome".


def copy(text: str, report: str) -> Effect:
    """Put `text` on the clipboard: "copied", or "copy_refused" with the "text"."""
    return {"do": "copy", "text": text, "report": report}


def copy_link(fragment: str, report: str) -> Effect:
    """Put this page's address with `fragment` on the clipboard; outcomes as for `copy`."""
    return {"do": "copy", "fragment": fragment, "report": report}


def share(text: str, report: str) -> Effect:
    """Offer `text` to the device's share sheet; where that is missing or fails, as `copy`."""
    return {"do": "share", "text": text, "report": report}


def share_link(fragment: str, report: str) -> Effect:
    """Offer this page's address with `fragment` in the same way."""
    return {"do": "share", "fragment": fragment, "report": report}


def speak(text: str, language: str, report: str) -> Effect:
    """Read `text` aloud with a voice of `language` that lives on the device: "speaking" and then "spoken", or
    "no_speech", "no_voice", "speech_refused"."""
    return {"do": "speak", "text": text, "language": language, "report": report}
