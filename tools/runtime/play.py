"""A call as it is played when the runtime is made: each tool from beginning to end, with mistakes, in every language.

Which modules it imports and which functions of Python's own it runs is what visitors get at first (modules.py).
What it leaves out is not missing: that comes later, when somebody needs it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from helper.timer import codec, machine
from helper.timer.codec import Shared
from helper.timer.plan import Plan
from helper.zones import alone
from helper.zones import codec as zones
from helper.zones.hours import Hours, Slot, Week
from tools.sources import phrases, words

type Event = dict[str, object]

AT = 1_763_712_000_000
"""When it is played (profile.mjs, in_pyodide/trace.py), UTC ms."""

TIMER = {"kind": "share", "speakers": "2", "minutes": "3", "warning": "60", "handover": "auto", "sound": "on"}
HEARD = {"chime": "low", "volume": "quiet", "voice": "de", "early": "300"}
HOURS = {f"{side}_{end}": time for side in ("mine", "theirs") for end, time in (("from", "09:00"), ("until", "21:30"))}
ZONES = {
    **HOURS,
    "date": "2027-03-28",
    "time": "02:30",
    "weekday": "6",
    "weekly_time": "02:30",
    "about": "weekly",
    "back_time": "18:00",
}
OWN = {"own_day_0": "on", "own_other_5": "on", "own_from": "22:00", "own_until": "06:00", "own_speaks_de": "on"}
PHRASES = {"ask_minutes": "30", "ask_format": "share", "ask_text_first": "on", "slot_minutes": "3"}
READ = ("OR 3/3 w/ fb till 9pm CET? text first", "wer hat 10 min für ein 5/5, bis 21 Uhr? 3", "not 3/3", "so so")
LINK = "zones=1&mine=Europe%2FBerlin&mine_hours=0900-2130&theirs=America%2FVancouver&theirs_hours=0900-2130"


def plays(docs: Path) -> list[dict[str, object]]:
    """For each language that has a folder in `docs`: the words, and the events in their order.

    `later` in an event says how many milliseconds after the one before it happens.
    """
    folders = {path.name: path for path in sorted(docs.iterdir()) if (path / "words").is_dir()}
    known = {language: dict(words.read(folder)) for language, folder in folders.items()}
    sheets = phrases.read_all(folders)
    data = {language: sheet.as_data(language, known[language]) for language, sheet in sheets.items()}
    return [
        {
            "language": language,
            "words": known[language],
            "events": list(_events({"page": language, "languages": data}, sheet.phrases()[0].id)),
        }
        for language, sheet in sheets.items()
    ]


def _events(data: dict[str, object], shown: str) -> Iterator[Event]:
    opening: Event = {
        "type": "init", "language": data["page"], "zone": "Europe/Berlin", "page": "https://example.org/helper/",
        "forms": {"timer": TIMER, "zones": ZONES, "phrases": {}}, "data": {"phrases": data},
    }  # fmt: skip
    yield opening | {"fragment": "#3-3", "kept": "broken"}
    yield from _timer()
    yield from _zones()
    yield from _phrases(shown)
    yield {"type": "timer.try_signal", "fields": 7, "at": "x"}
    yield {"type": "link", "fragment": f"#{LINK}"}
    yield {"type": "link", "fragment": "#call2-%20x"}
    yield {"type": "link", "fragment": "#call=1&x"}
    yield {"type": "link", "fragment": f"#say={shown}"}
    yield opening | {"fragment": f"#{LINK}", "kept": "call=1&x"}
    call = machine.apply(machine.apply(machine.new(Plan()), "start", AT), "next", AT + 60_000)
    yield opening | {"fragment": "", "kept": f"{codec.write(Shared(call, 0, AT + 60_000), history=True)} volume=quiet"}


def _timer() -> Iterator[Event]:
    for more in (
        {"minutes": "nonsense"},
        {"frame": "5", "minutes": "9", "feedback": "on"},
        {"kind": "open", "limit": "15", **HEARD},
    ):
        yield {"type": "timer.change", "fields": {**TIMER, **more}}
    yield {"type": "timer.take_offer"}
    yield {"type": "timer.preset", "preset": "3-3-feedback"}
    for more in ({"speakers": "3"}, {"first": "lot"}, {"first": "other"}):
        yield {"type": "timer.change", "fields": {**TIMER, **more}}
    yield {"type": "timer.share_plan", "outcome": "copied", "fragment": "x"}
    yield {"type": "timer.try_signal"}
    yield {"type": "timer.start", "fields": TIMER}
    for name in ("more", "less", "stay", "status", "pause", "resume", "pause_or_resume", "pause_or_resume"):
        yield {"type": f"timer.{name}"}
    for name in ("next", "back", "add_minute"):
        yield {"type": f"timer.{name}"}
    for name in ("pass_on", "undo_jump", "adjust", "accept", "dismiss"):
        yield {"type": f"timer.{name}"}
    for outcome in ("copied", "shared", "refused"):
        yield {"type": "timer.share", "outcome": outcome, "fragment": "x"}
    for left in ("x", "2:30"):
        yield {"type": "timer.step"}
        yield {"type": "timer.mark"}
        yield {"type": "timer.match", "fields": {"segment": "0", "left": left}}
    for name in ("tap", "sound", "vibration", "wake_lock", "other_tab"):
        yield {"type": "trouble", "name": name}
        yield {"type": "trouble", "name": name, "fine": True}
    yield {"type": "load_failed", "packages": ["qr"], "reason": "offline"}
    yield {"type": "link", "fragment": "#call=1&x"}
    call = machine.apply(machine.new(Plan()), "start", AT)
    link = codec.write(Shared(call, 0, AT))
    yield {"type": "link", "fragment": f"#{link}"}
    yield {"type": "timer.accept"}
    yield {"type": "elsewhere", "call": AT, "kept": codec.write(Shared(call, 0, AT), history=True)}
    yield {"type": "tick", "mono": 400_000.5}
    for minutes in (2, 1, 4):
        yield {"type": "tick", "later": minutes * 60_000 + 500}
    yield {"type": "timer.end"}
    yield {"type": "timer.take_back"}
    yield {"type": "timer.end"}
    yield {"type": "timer.reset"}
    yield {"type": "timer.start", "fields": {**TIMER, **HEARD, "kind": "open", "limit": "15"}}
    early = machine.apply(machine.new(Plan(early=300)), "start", AT)
    yield {"type": "link", "fragment": f"#{codec.write(Shared(early, 0, AT))}"}
    yield {"type": "timer.dismiss"}
    for minutes in (10, 4, 2):
        yield {"type": "tick", "later": minutes * 60_000}
    yield {"type": "timer.end"}
    yield from _hurried()
    yield {"type": "timer.start", "fields": {**TIMER, "first": "lot", "handover": "tap"}}


def _hurried() -> Iterator[Event]:
    """A second tap that does not count, one between two turns; other tabs with this call and with another one, a reload
    and a link that is older than what was tapped."""
    for name in ("pause", "back"):
        yield {"type": "timer.start", "fields": TIMER}
        yield {"type": "tick", "later": 3 * 60_000}
        yield {"type": f"timer.{name}"}
        yield {"type": f"timer.{name}", "later": 100}
        yield {"type": "timer.end"}
    call = machine.apply(machine.new(Plan()), "start", AT + 4 * 3_600_000)
    sent = codec.write(Shared(call, 0, call.started))
    yield {"type": "link", "fragment": f"#{sent}"}
    later = machine.apply(call, "next", call.started + 60_000)
    kept = codec.write(Shared(later, 0, call.started + 60_000, 0, AT + 8 * 3_600_000), history=True)
    yield {"type": "elsewhere", "call": call.started, "kept": kept}
    yield {"type": "elsewhere", "call": AT + 1, "kept": kept}
    yield {"type": "link", "fragment": f"#{sent}"}
    yield {"type": "timer.end"}


def _zones() -> Iterator[Event]:
    letters = ["Auckland"[:end] for end in range(9)]
    for typed in (
        *letters, "zü", "Zürich", "CEST", "mst", "+1", "12", "nowhere at all", "UTC+5:30", "new york", "München",
        "America/New_York",
    ):  # fmt: skip
        yield {"type": "zones.change", "fields": {**ZONES, "theirs": typed}}
    yield {"type": "zones.choose", "side": "mine", "key": "Europe/Berlin@0"}
    yield {"type": "zones.choose", "side": "theirs", "key": "America/New_York"}
    for more in ({}, {"time": "25:00"}, {"about": "moment", "clock": "theirs"}, {"about": "both", "text_first": "on"}):
        yield {"type": "zones.change", "fields": {**ZONES, **more}}
    yield {"type": "zones.change", "fields": ZONES}
    yield {"type": "zones.file", "title": "x"}
    yield {"type": "zones.file", "title": "x", "about": "back"}
    for name in ("copy", "copy_link", "copy_file", "share", "share_file"):
        for outcome in ("copied", "shared", "refused"):
            yield {"type": f"zones.{name}", "outcome": outcome, "text": "x"}
    yield {"type": "zones.saving", "outcome": "started"}
    yield {"type": "zones.settle", "side": "theirs", "entered": True}
    yield {"type": "zones.fold", "fold": 1}
    link = zones.write(zones.Shared("Europe/Berlin", Hours(), "America/Vancouver", Hours()))
    yield {"type": "link", "fragment": f"#{link}"}
    week = Week((Slot(31, Hours()), Slot(32, Hours(1320, 120))))
    for told in (alone.Alone("America/Vancouver", week, True, ("de", "en"), alone.FORMATS), None):
        yield {"type": "link", "fragment": f"#{alone.write(told) if told else 'my-hours'}"}
        yield {"type": "tick", "later": 12 * 3_600_000}
    yield {"type": "link", "fragment": "#hours1-x"}
    for more in ({}, OWN):
        yield {"type": "zones.change", "fields": {**ZONES, **more, "mine_until": "09:30", "theirs_from": "10:00"}}
    for side in ("mine", "theirs"):
        yield {"type": "zones.choose", "side": side, "key": "Europe/Berlin"}
    yield {"type": "zones.copy_own_link", "outcome": "copied", "fragment": "x"}
    yield {"type": "zones.choose", "side": "theirs", "key": "Nowhere/Atall"}


def _phrases(shown: str) -> Iterator[Event]:
    for more in (
        {},
        {"query": "time"},
        {"query": "xqzv"},
        {"tone": "warm", "theirs": "de"},
        {"slot_minutes": "x"},
        {"ask_minutes": "x"},
    ):
        yield {"type": "phrases.change", "fields": {**PHRASES, **more}}
    for text in READ:
        yield {"type": "phrases.change", "fields": {**PHRASES, "read_text": text}}
        yield {"type": "phrases.set_timer"}
    yield {"type": "phrases.show", "situation": "good-time"}
    yield {"type": "phrases.next"}
    yield {"type": "phrases.previous"}
    yield {"type": "phrases.show", "id": shown}
    for name in ("copy", "copy_link", "share", "speak", "hush"):
        yield {"type": f"phrases.{name}", "text": "x", "language": "en"}
    for name in ("copy", "copy_link", "share", "speak"):
        for outcome in ("copied", "shared", "refused", "speaking", "spoken", "no_voice"):
            yield {"type": f"phrases.{name}", "outcome": outcome, "text": "x"}
    yield {"type": "phrases.close"}
