"""What one person alone tells of when they may be called: the link, the words, and what whoever opens it sees."""

from __future__ import annotations

import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helper.texts import Texts
from helper.zones import alone, codec
from helper.zones.alone import FORMATS, MOST_LANGUAGES, Alone
from helper.zones.codec import CodecError
from helper.zones.hours import EVERY_DAY, Hours, Slot, Week
from tests.zones.people import NOW, Played, there
from tests.zones.test_hours import WEEKS

pytestmark = pytest.mark.runtime

ZONES = st.sampled_from(["Europe/Berlin", "America/Argentina/ComodRivadavia", "UTC+05:30", "Etc/GMT+5", "Asia/Kolkata"])
LANGUAGES = st.lists(st.text(string.ascii_lowercase, min_size=2, max_size=2), max_size=MOST_LANGUAGES).map(tuple)
LIKED = st.sets(st.sampled_from(FORMATS)).map(lambda liked: tuple(name for name in FORMATS if name in liked))
TOLD = st.builds(Alone, ZONES, WEEKS, st.booleans(), LANGUAGES, LIKED)
WEEKDAYS, SATURDAY = 0b001_1111, 0b010_0000
ANNA = Alone(
    "America/Vancouver",
    Week((Slot(WEEKDAYS, Hours(18 * 60, 22 * 60)), Slot(SATURDAY, Hours(22 * 60, 2 * 60)))),
    True,
    ("de", "en", "xx"),
    ("listen", "feedback"),
)
FIRST = "hours1-4bec33nq7qzjs77w3z1hg27pqqebm6mfxq544dbqsh1jdw73"
"""A link as the first version wrote it: it must open for ever."""


@given(TOLD)
def test_a_link_is_read_as_it_was_written(told: Alone) -> None:
    link = alone.write(told)
    assert alone.read(link) == alone.read(link.upper()) == told
    assert alone.is_link(link) and not codec.is_link(link)
    assert len(link) < 120 and set(link) <= {*string.ascii_lowercase, *string.digits, "-"}


def test_a_link_of_the_first_version_opens() -> None:
    assert alone.read(FIRST) == ANNA


@given(st.text(max_size=60) | st.text("0123456789abcdefghjkmnpqrstvwxyz", max_size=80).map(lambda it: f"hours1-{it}"))
def test_any_other_text_is_refused_and_breaks_nothing(text: str) -> None:
    with pytest.raises(CodecError):
        alone.read(text)


@given(TOLD, st.data())
def test_a_link_in_which_something_was_changed_is_refused(told: Alone, data: st.DataObject) -> None:
    link = alone.write(told)
    at = data.draw(st.integers(len("hours1-"), len(link) - 1))
    other = data.draw(st.sampled_from([it for it in "0123456789abcdefghjkmnpqrstvwxyz" if it != link[at]]))
    for changed in (link[:at] + other + link[at + 1 :], link[:at]):
        with pytest.raises(CodecError):
            alone.read(changed)


def test_neither_takes_the_others_link_for_its_own() -> None:
    two = codec.write(codec.Shared("Europe/Berlin", Hours(), "UTC+01:00", Hours()))
    for read, link in ((codec.read, alone.write(ANNA)), (alone.read, two)):
        with pytest.raises(CodecError):
            read(link)
        with pytest.raises(CodecError):
            read(link.replace("hours1", "zones2") if read is codec.read else link.replace("zones2", "hours1"))


def opened(at: str = "2026-11-20 18:30", told: Alone = ANNA, zone: str = "Europe/Berlin", **more: Any) -> Played:
    """Somebody opens the link of a person in Vancouver, at a time there."""
    return Played(now=there(at, told.zone)).opened(zone=zone, fragment=f"#{alone.write(told)}", **more)


@pytest.mark.parametrize(
    ("at", "answer"),
    [("2026-11-20 18:30", "text"), ("2026-11-20 17:59", "no"), ("2026-11-21 19:00", "no"), ("2026-11-21 23:00", "text"),
     ("2026-11-22 01:59", "text"), ("2026-11-22 02:00", "no")],
)  # fmt: skip
def test_whoever_opens_it_sees_at_once_whether_they_may_call_now(texts: Texts, at: str, answer: str) -> None:
    played = opened(at)
    shown = played.view(texts)
    assert shown["answer"] == answer and not shown["problem"]
    assert played.did("clear_address") and played.did("focus") == {"do": "focus", "name": "verdict"}
    assert played.fields["mine"].startswith("Berlin"), "where I am is the device's matter"
    assert played.fields["theirs"].startswith("Vancouver") and played.fields["text_first"] == "on"


def test_it_names_hours_by_weekday_languages_and_formats(texts: Texts) -> None:
    facts = "\n".join(opened().shown(texts, "facts"))
    say, locale = texts.part("zones").say, texts.locale
    monday, friday, saturday = (locale.weekday(_day(day)) for day in (16, 20, 21))
    assert say("own.days", **{"from": monday, "until": friday}) in facts and saturday in facts
    assert say("own.languages", list="Deutsch, English") in facts, "and not the one that this site does not have"
    assert say("own.formats", list=", ".join(say(f"own.format.{it}") for it in ANNA.formats)) in facts
    assert opened().view(texts)["theirs_hours"] != Played().opened().chosen(ANNA.zone).view(texts)["theirs_hours"]


def _day(day: int) -> Any:
    from datetime import datetime

    return datetime(2026, 11, day)


@pytest.mark.parametrize("change", [{"theirs_until": "23:00"}, {"theirs": "Nairobi"}])
def test_what_is_changed_in_the_form_counts_instead(texts: Texts, change: dict[str, str]) -> None:
    played = opened()
    assert played.model.told == ANNA and not played.view(texts)["links"], "hours by weekday do not fit the other link"
    played.typed(mine_until="20:00")
    assert played.model.told == ANNA
    played.typed(**change)
    assert played.model.told is None
    assert opened().send("choose", side="theirs", key="Africa/Nairobi").model.told is None


def test_ones_own_link_can_be_looked_at(texts: Texts) -> None:
    played = opened(zone="America/Vancouver")
    assert played.view(texts)["answer"] == "text" and played.fields["mine"].startswith("Vancouver")


@pytest.mark.parametrize(
    "bad", ["hours1", "hours1-", "hours1-000", "hours2-1j8wb", "hours1-1j8wb5eg06e9e", "ours1-1j8wb"]
)
def test_a_broken_link_is_said_and_nothing_else_happens(texts: Texts, bad: str) -> None:
    played = Played().opened(fragment=f"#{bad}")
    assert played.view(texts)["problem"] and played.model.theirs.place is None and played.model.told is None
    assert played.model.mine.place, "the device still says where I am"


def mine(**fields: str) -> Played:
    return Played().opened(fragment="#my-hours").typed(**fields)


def test_a_page_can_lead_there_without_asking_for_the_other_one(texts: Texts) -> None:
    played = Played().opened(fragment="#my-hours")
    assert played.did("focus") == {"do": "focus", "name": "own"}
    shown = played.view(texts)
    assert shown["placed"] and not shown["answer"] and shown["own_any"]
    assert not Played().opened().view(texts)["placed"], "else the first screen is a question"
    assert Played().opened(fragment="#my-hours", zone="UTC").view(texts)["own_need"]


def test_what_i_hand_on_is_what_i_see_and_nothing_else(texts: Texts) -> None:
    played = (
        Played().opened(zone="").typed(mine="Potsdam").send("choose", side="mine", key=_key(played_index(), "Potsdam"))
    )
    played.typed(
        own_day_6="", own_other_5="on", own_from="22:00", own_until="02:00", own_text_first="on", own_listen="on",
        theirs="Vancouver", title="Anna", own_day_5="",
    )  # fmt: skip
    shown: Any = played.view(texts)
    told = alone.read(shown["own_link"]["fragment"])
    assert told == Alone(
        "Europe/Berlin", Week((Slot(WEEKDAYS, Hours()), Slot(SATURDAY, Hours(1320, 120)))), True, ("en",), ("listen",)
    )
    text = shown["own_text"]["text"]
    assert shown["own_text"]["fragment"] == shown["own_link"]["fragment"]
    assert all(entry["line"] in text for entry in shown["own"]) and len(shown["own"]) == 6
    assert "Berlin" in text and not any(word in text for word in ("Potsdam", "Vancouver", "Anna"))


def played_index() -> Any:
    return Played().opened().model.index


def _key(index: Any, name: str) -> str:
    return str(index.of_city(next(n for n, city in enumerate(index.cities) if city.name == name)).key)


def test_no_days_leave_nothing_to_hand_on(texts: Texts) -> None:
    none = {f"own_day_{day}": "" for day in range(7)}
    shown = mine(**none).view(texts)
    assert shown["own_need"] == texts.say("zones.own.need_day") and not shown["own_any"]
    assert mine(**none, own_other_2="on").view(texts)["own_any"]
    bad = mine(own_other_2="on", own_from="10:00", own_until="10:00").view(texts)
    assert bad["own_need"] == texts.say("zones.problem.hours") and bad["answer"] == ""
    assert mine(own_from="10:00", own_until="10:00").view(texts)["own_any"], "it does not matter on no day"


@given(TOLD, st.integers(0, 400), st.booleans())
def test_no_link_is_without_words(texts: Texts, told: Alone, hours: int, own: bool) -> None:
    played = Played(now=NOW + hours * 3_600_000)
    played.opened(zone=told.zone if own else "Asia/Tokyo", fragment=f"#{alone.write(told)}")
    shown = played.view(texts)
    assert shown["answer"] in ("yes", "text", "no") and len(played.shown(texts, "facts")) >= 2


def test_every_day_is_said_in_few_words(texts: Texts) -> None:
    assert EVERY_DAY == 127
    line = mine().shown(texts, "own")[0]
    assert line.startswith(texts.say("zones.own.every_day"))
