"""A pasted request on the page: what is said of it, the reply, and the timer that it sets. Of words, the structure."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from helper import app
from helper.sharing import CLOSED, OUTCOMES
from helper.shorthand.reading import BLOCKING
from helper.texts import Texts
from helper.timer import form
from helper.timer.codec import read_preset
from tests.phrases.conftest import Opened
from tests.timer.calls import FIELDS, START
from tests.zones.conftest import zone_files

__all__ = ["zone_files"]

pytestmark = pytest.mark.runtime

LOADED = ["tzdata", "places", "shorthand"]


@pytest.fixture(autouse=True)
def _reader(request: pytest.FixtureRequest) -> None:
    if "opened" in request.fixturenames:
        request.getfixturevalue("opened").send("loaded", packages=["shorthand"])


def said(opened: Opened, key: str, **slots: str | int) -> str:
    return opened.texts.say(f"phrases.read.{key}", **slots)


def lines(opened: Opened, name: str) -> list[str]:
    return [entry["said"] for entry in opened.shown[name]]  # type: ignore[attr-defined]


def test_nothing_is_shown_until_something_is_pasted(opened: Opened) -> None:
    assert not opened.shown["read"]
    assert opened.change(read_text="3/3").shown["read"]
    assert not opened.change(read_text="  ").shown["read"]


@pytest.mark.parametrize("reason", ["offline", "failed", "outdated"])
def test_what_reads_comes_when_something_is_pasted(texts: Texts, data: dict[str, object], reason: str) -> None:
    fresh = Opened(texts, data).send("init", data=data, fields={})
    assert fresh.effects == [] and fresh.send("loaded", packages=["tzdata", "places"]).effects == []
    assert fresh.change(read_text="3/3").effects == [{"do": "load", "packages": ["shorthand"]}]
    assert fresh.shown["read_unread"] == said(fresh, "load.waiting") and not fresh.shown["read"]
    fresh.send("load_failed", packages=["shorthand"], reason=reason)
    assert fresh.shown["read_unread"] == said(fresh, f"load.{reason}")
    assert fresh.shown["read_outdated"] == (reason == "outdated")
    assert fresh.change(read_text="3/3 ").effects, "tried again"
    assert fresh.send("loaded", packages=["shorthand"]).shown["read"] and fresh.shown["read_unread"] == ""


def test_what_was_understood_is_said_and_what_was_not(opened: Opened) -> None:
    opened.change(read_text="4/4 w/ fb until 21:00 CET, purple, 7?")
    assert lines(opened, "read_understood")[:2] == [
        said(opened, "turns", n=4), said(opened, "feedback_usual", length=opened.texts.locale.minutes(3)),
    ]  # fmt: skip
    assert said(opened, "zone", zone="CET") in lines(opened, "read_understood")
    assert lines(opened, "read_unclear") == [
        said(opened, "doubt.number", quote="7"),
        said(opened, "rest", words="purple"),
    ]
    assert opened.shown["read_can_set"] and opened.shown["read_outcome"] == ""


@pytest.mark.parametrize(("text", "key"), [
    ("lovely weather", "nothing"), ("OR?", "no_plan"), ("3/3 or 5/5", "stays"), ("10-15 min", "stays"),
])  # fmt: skip
def test_why_the_timer_stays_as_it_is_is_said(opened: Opened, text: str, key: str) -> None:
    opened.change(read_text=text)
    assert opened.shown["read_outcome"] == said(opened, key) and not opened.shown["read_can_set"]
    assert opened.shown["read_any"] == (key != "nothing")
    before = opened.model
    assert opened.send("set_timer").effects == [] and opened.model == before


def test_there_are_words_for_every_doubt(opened: Opened) -> None:
    for doubt in (*BLOCKING, "feedback_open", "zones", "number", "long", "cut"):
        assert said(opened, f"doubt.{doubt}")


def test_it_sets_the_timer_to_that_and_nothing_else_of_it(opened: Opened) -> None:
    opened.change(read_text="5/5 with 4 min FB").send("set_timer")
    fill, focus = opened.effects
    assert fill["form"] == "timer" and focus == {"do": "focus", "name": "setup"}
    fields: Any = fill["fields"]
    assert form.read({**FIELDS, "warning": "30", "first": "other", **fields}).plan == form.Plan(
        "share", (300, 300), 240, 30, "auto", 1
    )


def test_it_puts_the_time_zone_into_the_checker(opened: Opened) -> None:
    opened.change(read_text="3/3 till 9pm CET").send("set_timer")
    assert {"do": "fill", "form": "zones", "fields": {"theirs": "CET"}} in opened.effects
    opened.change(read_text="3/3").send("set_timer")
    assert not [effect for effect in opened.effects if effect.get("form") == "zones"]


@pytest.mark.parametrize("phase", ["calm", "gap", "paused"])
def test_a_running_call_is_left_alone(opened: Opened, phase: str) -> None:
    opened.context["phase"] = phase
    opened.change(read_text="3/3")
    assert not opened.shown["read_can_set"] and opened.shown["read_outcome"] == said(opened, "on_call")


def test_danger_comes_first(opened: Opened) -> None:
    shown = opened.change(read_text="3/3 please, I want to kill myself").shown
    assert shown["read_danger"] and not shown["read_can_set"] and not shown["read_any"] and not shown["read_outcome"]
    assert not opened.change(read_text="3/3 please").shown["read_danger"]


@pytest.mark.parametrize(
    ("text", "code"), [("anyone for a 5/5 with feedback?", "en"), ("hat wer Zeit für ein 5/5?", "de")]
)
def test_the_reply_is_in_the_language_of_the_message(opened: Opened, text: str, code: str) -> None:
    opened.change(read_text=text)
    assert opened.shown["read_reply_lang"] == code
    assert opened.shown["read_carry"] == {"text": opened.shown["read_reply"]}


@pytest.mark.parametrize("text", [
    "5/5 no fb", "4/4 with feedback", "15 min?", "bookend 20 min", "OR?", "3/3 or 4/4", "10-15 min",
    "hat wer 10 min für ein 5/5?", "je 4 Minuten mit Feedback bis 21 Uhr", "3/3 text first until 9pm ET",
])  # fmt: skip
def test_the_reply_says_the_same_as_was_understood(opened: Opened, text: str) -> None:
    """Whoever gets it can paste it in turn."""
    plan = opened.change(read_text=text).model.reading.plan  # type: ignore[union-attr]
    reply = str(opened.shown["read_reply"])
    assert reply and "{" not in reply
    again = opened.change(read_text=reply).model.reading
    assert again
    if plan and plan.kind == "share":
        assert again.plan == plan
    else:
        assert again.plan in (plan, None)


@pytest.mark.parametrize("kind", ["copy_reply", "share_reply"])
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_what_became_of_the_reply_is_told(opened: Opened, kind: str, outcome: str) -> None:
    opened.change(read_text="3/3").send(kind, outcome=outcome, text="x")
    assert bool(opened.shown["outcome"]) == (outcome != CLOSED)
    assert not opened.effects or opened.effects == [{"do": "focus", "name": "read-by-hand"}]


# With the places


def with_places(texts: Texts, data: dict[str, object], text: str, zone: str) -> dict[str, object]:
    """The page's view of a message, on a device that is set to a zone."""
    model, view = app.Model(), {}
    opening = {"type": "init", "zone": zone, "language": "en", "forms": {"phrases": {"read_text": text}}}
    for event in ({**opening, "data": {"phrases": data}}, {"type": "loaded", "packages": LOADED}):
        done = app.answer(model, event, START, texts)
        model, view = done.model, done.view
    return view


def test_a_time_there_is_told_as_it_is_here(texts: Texts, data: dict[str, object]) -> None:
    def shown(text: str, zone: str) -> list[str]:
        return [it["said"] for it in with_places(texts, data, text, zone)["phrases.read_understood"]]  # type: ignore[attr-defined]

    until = texts.say("phrases.read.until", time=texts.locale.time(at(21)))
    there = texts.say("phrases.read.mine", said=until, time=texts.locale.time(at(20)))
    assert there in shown("3/3 till 9pm CET", "Europe/London")
    assert until in shown("3/3 till 9pm CET", "Europe/Berlin"), "it is the same"
    assert until in shown("3/3 till 9pm CST", "Europe/London"), "Chicago, Shanghai or Havana"
    assert until in shown("3/3 till 9pm CET", "UTC"), "the device hides where it is"
    assert texts.say("phrases.read.zone", zone="New York") in shown("3/3, I'm in New York", "Europe/London")


def at(hour: int) -> datetime:
    return datetime(2001, 1, 1, hour)


def test_what_is_no_place_is_not_called_one(texts: Texts, data: dict[str, object]) -> None:
    view = with_places(texts, data, "3/3, bin in Gefahr, I'm in Recovery", "Europe/London")
    assert view["phrases.read_can_set"] and not view["phrases.read_zone_set"]


def test_a_preset_understood_is_one_of_the_timer(opened: Opened) -> None:
    opened.change(read_text="https://example.org/helper/#4-4-feedback-2")
    assert opened.model.reading and opened.model.reading.plan == read_preset("4-4-feedback-2")
