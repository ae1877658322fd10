"""The form's fields, read, and what they offer.

What cannot be meant is left out, and the key of a text says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from helper.events import Fields, Range
from helper.phrases.book import TONES
from helper.phrases.codec import LINKS
from helper.phrases.request import Request
from helper.phrases.search import MAX_QUERY
from helper.phrases.slots import FORMATS, MAX_TYPED, SLOTS, TIME

MINUTES = Range(1, 240)
MAX_RECEIVED = 10_000
DAYS = ("1", "2", "3", "4", "5", "6", "7")

CHOICES: Mapping[str, Any] = MappingProxyType({
    "formats": FORMATS, "tones": TONES, "minutes": MINUTES, "longest_query": MAX_QUERY,
    "longest_typed": MAX_TYPED, "links": LINKS,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wants:
    """What is looked for and what was typed.

    tone     one of TONES, empty for any
    theirs   the second language to show, empty for none
    typed    what fills slots, by slot; only what can be used
    problem  key of a text about a slot that cannot be used, empty for none
    received  a message that somebody else wrote, to be read
    """

    query: str = ""
    tone: str = ""
    theirs: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    request: Request = Request()
    received: str = ""


def read(fields: Fields) -> Wants:
    """The wants that the form's fields describe."""
    typed, problem = _typed({slot: fields.get(f"slot_{slot}", "") for slot in SLOTS})
    tone = fields.get("tone", "")
    return Wants(
        fields.get("query", "")[:MAX_QUERY], tone if tone in TONES else "",
        fields.get("theirs", ""), typed, problem, _request(fields), fields.get("read_text", "")[:MAX_RECEIVED],
    )  # fmt: skip


def _typed(raw: Mapping[str, str]) -> tuple[dict[str, str], str]:
    typed = {slot: " ".join(text.split())[:MAX_TYPED] for slot, text in raw.items()}
    fits = {
        "minutes": MINUTES.read(typed["minutes"]) is not None,
        "time": bool(TIME.fullmatch(typed["time"])),
        "day": typed["day"] in DAYS,
        "format": typed["format"] in FORMATS,
    }
    wrong = [slot for slot, fine in fits.items() if typed[slot] and not fine]
    problem = next((f"problem.{slot}" for slot in wrong if slot in ("minutes", "time")), "")
    return {slot: text for slot, text in typed.items() if text and slot not in wrong}, problem


def _request(fields: Fields) -> Request:
    minutes = fields.get("ask_minutes", "").strip()
    wanted = fields.get("ask_format", "")
    fine = not minutes or MINUTES.read(minutes) is not None
    return Request(
        wanted if wanted in FORMATS else "", minutes if fine else "",
        " ".join(fields.get("ask_zone", "").split())[:MAX_TYPED], bool(fields.get("ask_text_first")),
        bool(fields.get("ask_feedback")), fields.get("ask_language", ""), "" if fine else "problem.minutes",
    )  # fmt: skip
