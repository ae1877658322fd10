"""Calendar files as other programs read them: each occurrence of the one event, as UTC milliseconds.

ical.js                 what Thunderbird reads with
libical                 what GNOME's and KDE's calendars and many servers read with
recurring-ical-events   what several Python servers read with
"""

from __future__ import annotations

import ctypes
import ctypes.util
import json
import os
import subprocess
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tools.setup import READERS as READERS_PLACE
from tools.setup import lacking

UNTIL = datetime(2037, 12, 1, tzinfo=UTC)


def ical_js(texts: Sequence[str]) -> list[list[int]]:
    return _by_program("node", "ical_js.mjs", texts)


def recurring_ical_events(texts: Sequence[str]) -> list[list[int]]:
    return _by_program(READERS_PLACE / "bin/python", "recurring.py", texts)


def _by_program(program: str | Path, script: str, texts: Sequence[str]) -> list[list[int]]:
    """All files at once: a program takes a while to start. In Python, a zone that is known by its name is read by that,
    not as the file has it: from the tzdata of its environment, since the machine's own may be years old."""
    done = subprocess.run(
        [program, Path(__file__).with_name(script), str(int(UNTIL.timestamp() * 1000))],
        cwd=ROOT,
        env={**os.environ, "PYTHONTZPATH": ""},
        input=json.dumps(list(texts)),
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[list[int]] = json.loads(done.stdout)
    return found


class _Time(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second", "is_date", "is_dst")),
        ("zone", ctypes.c_void_p),
    )


class _Span(ctypes.Structure):
    _fields_ = (("start", ctypes.c_long), ("end", ctypes.c_long), ("is_busy", ctypes.c_int))


def libical(texts: Sequence[str]) -> list[list[int]]:
    if advice := lacking().get("libical"):
        pytest.skip(advice)
    library = ctypes.CDLL(ctypes.util.find_library("ical"))
    library.icalparser_parse_string.restype = ctypes.c_void_p
    library.icalcomponent_get_first_component.restype = ctypes.c_void_p
    library.icalcomponent_get_first_component.argtypes = (ctypes.c_void_p, ctypes.c_int)
    library.icalcomponent_string_to_kind.argtypes = (ctypes.c_char_p,)
    tell = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.POINTER(_Span), ctypes.c_void_p)
    library.icalcomponent_foreach_recurrence.argtypes = (ctypes.c_void_p, _Time, _Time, tell, ctypes.c_void_p)
    kind = library.icalcomponent_string_to_kind(b"VEVENT")
    found = []
    for text in texts:
        starts: list[int] = []

        def note(_: object, span: ctypes._Pointer[_Span], __: object, starts: list[int] = starts) -> None:
            starts.append(span.contents.start * 1000)

        event = library.icalcomponent_get_first_component(library.icalparser_parse_string(text.encode()), kind)
        assert event, "libical cannot read it"
        library.icalcomponent_foreach_recurrence(
            event, _Time(2026, 1, 1), _Time(UNTIL.year, UNTIL.month, UNTIL.day), tell(note), None
        )
        found.append(starts)
    return found


READERS: dict[str, Callable[[Sequence[str]], list[list[int]]]] = {
    "ical.js": ical_js,
    "libical": libical,
    "recurring-ical-events": recurring_ical_events,
}
