"""Inside Pyodide: which modules does the helper really import? Usage: trace.py OUT.json PLAYS.json PACKAGES DATA

Starts the helper as the browser does and plays calls (tools/runtime/play.py), so that imports made late are seen
too. Then does what needs each package that is fetched later. Writes {"core": {module: file}, "<package>": {module:
file}, ...}; PACKAGES is the folder with the libraries those packages hold, DATA the one with the places.
"""

import contextlib
import json
import sys
import zoneinfo
from collections.abc import Callable
from typing import Any

from helper import browser
from helper.timer import qr
from helper.zones import calendar
from helper.zones.weekly import Weekly

out, plays, packages, data = sys.argv[1:5]
AT = 1_763_712_000_000
LIBRARY = f"/lib/python{sys.version_info.major}{sys.version_info.minor}.zip/"
LOADED = {"type": "loaded", "packages": ["tzdata", "places", "shorthand"]}
LATER = {"timer.share", "zones.file"}
"""Events after which a package is fetched."""


def play(words: dict[str, str], language: str, events: list[dict[str, Any]]) -> None:
    """What happens on the page before any later package is fetched but the places and what reads a request."""
    session = browser.start(json.dumps(words), language)
    for step, event in enumerate([*events, LOADED, *events]):
        if event["type"] not in LATER:
            now = AT + step * 1000
            session.handle(json.dumps({**event, "at": now}), now)
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
        for place in (LIBRARY, f"{packages}/"):
            if origin.startswith(place):
                found[name] = origin.removeprefix(place)
    return found


def frozen(names: set[str]) -> dict[str, str]:
    """Those of the modules that Python has built in as code: visitors' Python has them no more (snapshot.mjs)."""
    specs = {name: sys.modules[name].__spec__ for name in names}
    return {
        name: name.replace(".", "/") + ("/__init__.py" if spec.submodule_search_locations is not None else ".py")
        for name, spec in specs.items()
        if spec and spec.origin == "frozen" and spec.name == name
    }


def draw() -> None:
    qr.drawing("https://example.org/#call2-" + "7" * 30)


def schedule() -> None:
    calendar.write(Weekly(3, 19 * 60, "Europe/Berlin", "America/New_York"), calendar.Entry("x", 30), AT, luck=1)


PACKAGES: dict[str, Callable[[], None]] = {"qr": draw, "calendar": schedule}

sys.path += [packages, data]
zoneinfo.reset_tzpath([f"{packages}/tzdata/zoneinfo"])
with open(plays, encoding="utf-8") as file:
    for each in json.load(file):
        play(**each)
core = imported()
there = set(sys.modules)
result: dict[str, dict[str, str]] = {"core": core}
for package, do in PACKAGES.items():
    do()
    own = {name: file for name, file in imported().items() if name not in core} | frozen(set(sys.modules) - there)
    # A part of a package that is there at start would not be found anywhere else.
    parts = {name: file for name, file in own.items() if name.partition(".")[0] in core}
    result["core"] |= parts
    result[package] = {name: file for name, file in own.items() if name not in parts}
    for name in set(sys.modules) - there:  # each package has all that it needs, whichever comes first
        del sys.modules[name]
with open(out, "w", encoding="utf-8") as file:
    json.dump(result, file, indent=1)
