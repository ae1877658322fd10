"""Inside Pyodide: which modules does the helper really import? Usage: trace.py OUT.json WORDS.json PACKAGES

Starts the helper as the browser does and plays a whole call, with mistakes and a malformed
event, so that imports made late are seen too. Then does what needs each package that is fetched
later. Writes {"core": {module: file}, "<package>": {module: file}, ...}; PACKAGES is the folder
with the libraries those packages hold.
"""

import contextlib
import json
import sys
import zipfile
import zoneinfo
from collections.abc import Callable

from helper import browser
from helper.timer import qr

out, words, packages = sys.argv[1:4]
AT = 1_763_712_000_000
FIELDS = {"kind": "share", "speakers": "2", "minutes": "3", "warning": "60", "handover": "auto", "sound": "on"}
ACTIONS = ("pause", "resume", "next", "share", "back", "add_minute")


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
    ]
    events += [{"type": f"timer.{name}"} for name in ACTIONS]
    for step, event in enumerate(events):
        session.handle(json.dumps({**event, "at": AT + step * 1000}), AT + step * 1000)
    session.handle("{not json", AT)
    with contextlib.suppress(zoneinfo.ZoneInfoNotFoundError):
        zoneinfo.ZoneInfo("Nowhere/Atall")
    with zipfile.ZipFile("/tmp/package.zip", "w") as file:
        file.writestr("steady_line_nothing.txt", "")
    browser.unpack("/tmp/package.zip")


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
    qr.drawing("https://example.org/#" + "call=1&" * 30)


PACKAGES: dict[str, Callable[[], None]] = {"core": play, "qr": draw}

sys.path.append(packages)
result: dict[str, dict[str, str]] = {}
before: dict[str, str] = {}
for package, do in PACKAGES.items():
    do()
    after = imported()
    result[package] = {name: file for name, file in after.items() if name not in before}
    before = after
with open(out, "w", encoding="utf-8") as file:
    json.dump(result, file, indent=1)
