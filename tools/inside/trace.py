"""Inside Pyodide: which modules does the helper really import? Usage: trace.py OUT.json WORDS.json

Starts the helper as the browser does and plays a whole call, with mistakes and a malformed
event, so that imports made late are seen too. Writes {"modules": {name: file inside the zip}}.
"""

import json
import sys

out, words = sys.argv[1:3]

import contextlib  # noqa: E402
import zoneinfo  # noqa: E402

from helper import browser  # noqa: E402

with open(words, encoding="utf-8") as file:
    text = file.read()
session = browser.start(text, "en")
at = 1_763_712_000_000
fields = {
    "kind": "share",
    "speakers": "2",
    "minutes": "3",
    "warning": "60",
    "handover": "auto",
    "sound": "on",
}
events: list[dict[str, object]] = [
    {"type": "init", "fields": fields, "fragment": "#3-3", "kept": "broken"},
    {"type": "timer.change", "fields": {**fields, "minutes": "nonsense"}},
    {"type": "timer.start", "fields": fields},
    *({"type": f"timer.{name}"} for name in ("pause", "resume", "next", "share", "back", "add_minute")),
    {"type": "tick", "mono": 400_000.5},
    {"type": "timer.link", "fragment": "call=1&x"},
    {"type": "timer.end"},
]
for step, event in enumerate(events):
    session.handle(json.dumps({**event, "at": at + step * 1000}), at + step * 1000)
session.handle("{not json", at)
with contextlib.suppress(zoneinfo.ZoneInfoNotFoundError):
    zoneinfo.ZoneInfo("Nowhere/Atall")

library = "/lib/python314.zip/"
modules = {}
for name, module in sorted(sys.modules.items()):
    origin = getattr(getattr(module, "__spec__", None), "origin", None) or ""
    if origin.startswith(library):
        modules[name] = origin.removeprefix(library)
with open(out, "w", encoding="utf-8") as file:
    json.dump({"modules": modules, "python": sys.version}, file, indent=1)
