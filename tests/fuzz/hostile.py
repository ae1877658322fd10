"""What nobody would send who means well: values, texts, links and events, for Hypothesis."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st

from helper.app import FOR_ALL
from helper.phrases import update as phrases
from helper.timer import codec
from helper.timer import update as timer
from helper.zones import alone
from helper.zones import codec as shared_zones
from helper.zones import update as zones
from helper.zones.hours import Hours, Slot, Week
from tests.junk import nested
from tests.timer.calls import START, started

INJECTED = '<img src=x onerror="globalThis.pwned=1"><script>globalThis.pwned=1</script>'
NASTY = [
    INJECTED, "javascript:globalThis.pwned=1", "{who}", "{", "{}", "{0}", "%s%n", "\0", "\ud800", "\u202e", "\ufeff",
    "٣", "²", "--5", "1e999", "NaN", "Infinity", "-0", "9" * 400, "A" * 5000, "../../etc/passwd", "Europe/Berlin",
    "Etc/GMT+12", "24:00", "2026-02-30", "0000-01-01", "9999-12-31", "__proto__", "constructor", "\r\nBEGIN:VEVENT",
]  # fmt: skip
TEXT = st.sampled_from(NASTY) | st.text(max_size=40)
NUMBER = st.integers() | st.floats() | st.sampled_from([0, -1, 2**31, 2**53, 10**30, 1.5, START])
SCALAR = st.none() | st.booleans() | NUMBER | TEXT
VALUE = nested(SCALAR, TEXT, most=4)

CALL = codec.write(codec.Shared(started(), 0, START), history=True)
CALL_1 = (
    "call=1&kind=share&turns=180,180&feedback=0&warning=60&handover=auto&first=0&status=running&index=0"
    "&lengths=180000,180000&deadline=1763712180000&left=0&flags=000&started=1763712000000&me=0&sent=1763712000000"
)
ZONES_1 = "zones=1&mine=Europe/Berlin&mine_hours=0900-2130&theirs=America/Vancouver&theirs_hours=0900-2130"
ZONES = shared_zones.write(shared_zones.Shared("Europe/Berlin", Hours(), "America/Vancouver", Hours()))
ALONE = alone.write(alone.Alone("Europe/Berlin", Week((Slot(31, Hours()),)), True, ("en",), ("listen",)))
PLACES = ("time-zones", "my-hours")
LINKS = [
    CALL, CALL_1, ZONES, ZONES_1, ALONE, "3-3", "4-4-feedback-6", "open-15", "bookend-20", "say=no-video-room",
    *PLACES,
]  # fmt: skip
"""What may stand after the # sign: of this version, of earlier ones, and as people type it."""

TYPES = sorted(
    {f"timer.{name}" for name in timer.HANDLERS}
    | {f"zones.{name}" for name in {*zones.HANDLERS, *zones.WHILE_WAITING}}
    | {f"phrases.{name}" for name in phrases.HANDLERS}
    | set(FOR_ALL)
)
FIELDS = [
    "kind", "minutes", "minutes_1", "speakers", "limit", "frame", "frame_minutes", "warning", "handover", "first",
    "feedback", "feedback_minutes", "unequal", "sound", "mine", "mine_from", "mine_until", "theirs", "theirs_from",
    "theirs_until", "date", "time", "clock", "weekday", "weekly_time", "weekly_clock", "title", "about", "language",
    "back_time", "back_clock", "own_day_0", "own_other_6", "own_from", "own_until", "own_text_first",
    "own_speaks_en", "own_speaks_<b>",
    "own_listen", "query", "tone", "slot_minutes", "slot_time", "slot_name", "ask_minutes", "ask_format", "text_first",
    "read_text",
]  # fmt: skip
KEYS = [
    "fields", "kept", "fragment", "page", "luck", "packages", "name", "fine", "seconds", "side", "key", "id", "text",
    "outcome", "language", "zone", "copied", "carry", "title", "data", "forms", "fold", "moment", "message",
]  # fmt: skip


@st.composite
def bent(draw: st.DrawFn, originals: Iterable[str] = tuple(LINKS)) -> str:
    """A link or stored text that was good until somebody put something else into it."""
    text = draw(st.sampled_from(list(originals)))
    for _ in range(draw(st.integers(0, 3))):
        start, end = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
        end = min(end, start + draw(st.integers(0, 12)))
        text = text[:start] + draw(TEXT | st.sampled_from("&=-:;,%0919")) + text[end:]
    return text


FORM = st.dictionaries(st.sampled_from(FIELDS) | TEXT, SCALAR | VALUE, max_size=12)
REST = st.dictionaries(st.sampled_from(KEYS), VALUE | bent() | FORM, max_size=6)


@st.composite
def event(draw: st.DrawFn) -> dict[str, object]:
    """An event of a known type, mostly, with anything in it."""
    base: dict[str, object] = {"type": draw(st.sampled_from(TYPES) | TEXT)}
    if draw(st.booleans()):
        base |= {"at": draw(NUMBER | VALUE), "mono": draw(NUMBER | VALUE)}
    base |= draw(REST)
    if draw(st.booleans()):
        base["fields"] = draw(FORM)
    if draw(st.integers(0, 3)) == 0:
        base["forms"] = draw(st.dictionaries(st.sampled_from(["timer", "zones", "phrases"]), FORM | VALUE))
    return base


OPENING: dict[str, object] = {
    "type": "init", "language": "en", "zone": "Europe/Berlin", "page": "https://steady-line.example/helper/",
    "forms": {
        "timer": {"kind": "share", "speakers": "2", "minutes": "3", "warning": "60", "handover": "auto"},
        "zones": {"mine_from": "09:00", "mine_until": "21:30", "theirs_from": "09:00", "theirs_until": "21:30"},
        "phrases": {},
    },
}  # fmt: skip
SETTINGS: list[list[dict[str, object]]] = [
    [OPENING],
    [OPENING, {"type": "timer.start"}],
    [{**OPENING, "kept": CALL}, {"type": "timer.share", "fragment": "x", "outcome": "copied"}],
    [OPENING, {"type": "loaded", "packages": ["tzdata", "places", "qr", "calendar"]}],
    [
        OPENING, {"type": "loaded", "packages": ["tzdata", "places", "calendar"]},
        {"type": "zones.choose", "side": "theirs", "key": "America/Vancouver"},
        {"type": "link", "fragment": f"#{ZONES}"}, {"type": "timer.start"},
    ],
]  # fmt: skip
"""What has gone on before somebody begins to send nonsense."""
