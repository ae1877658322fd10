"""Inside Pyodide: which modules does the helper really import? Usage: trace.py OUT.json WORDS.json PACKAGES DATA

Starts the helper as the browser does and plays a whole call, with mistakes and a malformed
event, so that imports made late are seen too. Then does what needs each package that is fetched
later. Writes {"core": {module: file}, "<package>": {module: file}, ...}; PACKAGES is the folder
with the libraries those packages hold, DATA the one with the places.
"""

import contextlib
import json
import sys
import zoneinfo
from collections.abc import Callable

from helper import browser
from helper.timer import qr
from helper.zones import calendar
from helper.zones.weekly import Weekly

out, words, packages, data = sys.argv[1:5]
AT = 1_763_712_000_000
FIELDS = {"kind": "share", "speakers": "2", "minutes": "3", "warning": "60", "handover": "auto", "sound": "on"}
ACTIONS = ("pause", "resume", "next", "share", "back", "add_minute")
ZONES = {"date": "2027-03-28", "time": "02:30", "weekday": "6", "weekly_time": "02:30", "about": "weekly"}


def play() -> None:
    """What happens on the page before any later package is fetched."""
    with open(words, encoding="utf-8") as file:
        session = browser.start(file.read(), "en")
    events: list[dict[str, object]] = [
        {"type": "init", "forms": {"timer": FIELDS}, "fragment": "#3-3", "kept": "broken"},
        {"type": "timer.change", "fields": {**FIELDS, "minutes": "nonsense"}},
        {"type": "timer.start", "fields": FIELDS},
        {"type": "tick", "mono": 400_000.5},
        {"type": "timer.link", "fragment": "call=1&x"},
        {"type": "timer.link", "fragment": "call2-%20x"},
    ]
    events += [{"type": f"timer.{name}"} for name in ACTIONS]
    events += [
        {"type": "loaded", "packages": ["tzdata", "places"]},
        {"type": "zones.change", "fields": {**ZONES, "theirs": "Zürich"}},
        {"type": "zones.choose", "side": "mine", "key": "Europe/Berlin"},
        {"type": "zones.choose", "side": "theirs", "key": "America/New_York"},
        {"type": "zones.change", "fields": ZONES},
        {"type": "link", "fragment": "zones=1&mine=Europe%2FBerlin"},
        {"type": "zones.copy_link"},
    ]
    for step, event in enumerate(events):
        answer = json.loads(session.handle(json.dumps({**event, "at": AT + step * 1000}), AT + step * 1000))
        assert "error" not in answer, (event, answer)
    session.handle("{not json", AT)
    for unknown in ("Nowhere/Atall", "Etc/Atall"):
        with contextlib.suppress(zoneinfo.ZoneInfoNotFoundError):
            zoneinfo.ZoneInfo(unknown)
    with open("/tmp/package", "wb") as package:
        package.write(b'{"steady_line_nothing.txt": 0}\n')
    browser.unpack("/tmp/package")


def imported() -> dict[str, str]:
    """Modules in use that come out of a file, with that file below the library or PACKAGES."""
    found = {}
    for name, module in sorted(sys.modules.items()):
        origin = getattr(getattr(module, "__spec__", None), "origin", None) or ""
        for place in ("/lib/python314.zip/", f"{packages}/"):
            if origin.startswith(place):
                found[name] = origin.removeprefix(place)
    return found


def draw() -> None:
    qr.drawing("https://example.org/#call2-" + "7" * 30)


def schedule() -> None:
    calendar.write(Weekly(3, 19 * 60, "Europe/Berlin", "America/New_York"), calendar.Entry("x", 30), AT, luck=1)


PACKAGES: dict[str, Callable[[], None]] = {"qr": draw, "calendar": schedule}

sys.path += [packages, data]
zoneinfo.reset_tzpath([f"{packages}/tzdata/zoneinfo"])
play()
core = imported()
there = set(sys.modules)
result: dict[str, dict[str, str]] = {"core": core}
for package, do in PACKAGES.items():
    do()
    own = {name: file for name, file in imported().items() if name not in core}
    # A part of a package that is there at start would not be found anywhere else.
    parts = {name: file for name, file in own.items() if name.partition(".")[0] in core}
    result["core"] |= parts
    result[package] = {name: file for name, file in own.items() if name not in parts}
    for name in set(sys.modules) - there:  # each package has all that it needs, whichever comes first
        del sys.modules[name]
with open(out, "w", encoding="utf-8") as file:
    json.dump(result, file, indent=1)
