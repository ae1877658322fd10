"""The tool as the page drives it: events in, effects and view out, in every language."""

from __future__ import annotations

import json
import zoneinfo
from datetime import datetime
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helper import app
from helper.texts import Texts
from helper.zones import clocks, codec, places, stale, tool
from helper.zones.clocks import ZoneError
from helper.zones.model import PACKAGES
from helper.zones.update import HANDLERS
from helper.zones.weekly import year
from tests.junk import JUNK
from tests.zones.people import DAY, FIELDS, MINUTE, NOW, Played, there, utc

pytestmark = pytest.mark.runtime

VANCOUVER, NEW_YORK, KOLKATA = "America/Vancouver", "America/New_York", "Asia/Kolkata"


def meeting(theirs: str = VANCOUVER, now: int = NOW, **fields: str) -> Played:
    """Somebody in Berlin who has chosen where the other person is."""
    played = Played(now=now).opened().chosen(theirs)
    return played.typed(**fields) if fields else played


def test_zones_are_asked_for_when_the_page_opens_and_the_device_says_where_i_am(texts: Texts) -> None:
    played = Played().send("init", zone="Europe/Berlin", language="de", fields=dict(FIELDS))
    load = played.did("load")
    assert load and load["packages"] == list(PACKAGES)
    assert played.view(texts)["waiting"]
    played.send("loaded", packages=list(PACKAGES))
    assert played.view(texts)["stage"] == "ready" and not played.view(texts)["waiting"]
    assert played.fields["mine"] == "Berlin, Deutschland"
    assert played.model.mine.place and played.model.mine.place.zone == "Europe/Berlin"


@pytest.mark.parametrize("zone", ["", "Nowhere/Atall", "Etc/Unknown"])
def test_a_device_that_does_not_know_where_it_is_leaves_the_field_empty(texts: Texts, zone: str) -> None:
    played = Played().opened(zone=zone)
    assert played.fields["mine"] == "" and played.view(texts)["stage"] == "ready"
    played.chosen(VANCOUVER)
    assert played.view(texts)["answer"] == "no", "what is known of the other one is enough for the verdict"


def test_when_they_cannot_be_fetched_it_says_so_and_tries_again(texts: Texts) -> None:
    played = (
        Played().send("init", zone="Europe/Berlin", fields=dict(FIELDS)).send("load_failed", packages=list(PACKAGES))
    )
    assert played.view(texts)["failed"] and not played.view(texts)["waiting"]
    assert played.send("retry").did("load") and not played.view(texts)["failed"]
    assert played.send("loaded", packages=list(PACKAGES)).view(texts)["stage"] == "ready"


@pytest.mark.parametrize("error", [ImportError("no places"), ZoneError("no zones")])
def test_packages_that_are_not_whole_count_as_not_fetched(
    texts: Texts, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def damaged() -> None:
        raise error

    with monkeypatch.context() as broken:
        broken.setattr(places, "load", damaged)
        played = Played().opened()
    assert played.view(texts)["failed"]
    assert played.send("retry").send("loaded", packages=list(PACKAGES)).view(texts)["stage"] == "ready"


def test_another_package_that_fails_is_none_of_its_business(texts: Texts) -> None:
    played = Played().opened().send("load_failed", packages=["qr"])
    assert not played.view(texts)["failed"]


@pytest.mark.parametrize("zone", [NEW_YORK, VANCOUVER])
@pytest.mark.parametrize(("clock", "day"), [("08:30", 21), ("22:30", 22)])
def test_of_a_call_that_may_be_made_today_the_date_is_not_told(texts: Texts, zone: str, clock: str, day: int) -> None:
    """In the morning; late in the evening the next one is tomorrow."""
    played = Played(now=there(f"2026-11-21 {clock}", VANCOUVER)).opened(zone).chosen(VANCOUVER)
    following = played.shown(texts, "facts")[0]
    assert (texts.locale.day(datetime(2026, 11, day)) in following) == (day == 22), following


def test_what_was_typed_before_the_zones_came_is_not_lost(texts: Texts) -> None:
    played = Played().send("init", zone="Europe/Berlin", fields=dict(FIELDS)).typed(theirs="Kapstadt")
    played.send("loaded", packages=list(PACKAGES))
    assert played.model.theirs.place and played.model.theirs.place.zone == "Africa/Johannesburg"
    assert played.view(texts)["answer"]


def test_typing_offers_places_and_choosing_one_gives_the_verdict(texts: Texts) -> None:
    played = Played().opened().typed(theirs="vanc")
    options = played.view(texts)["theirs_options"]
    assert isinstance(options, list) and {"key", "title", "detail"} == set(options[0])
    assert not played.view(texts)["answer"]
    played.send("choose", side="theirs", key=options[0]["key"])
    assert played.fields["theirs"].startswith("Vancouver, ")
    assert tool.announcement(played.answered, played.now, texts.part("zones"))
    assert played.did("focus"), "the answer comes into view"
    shown = played.view(texts)
    assert (shown["answer"], shown["theirs_options"], shown["picture"]) == ("no", [], True)
    played.send("tick")
    assert not tool.announcement(played.answered, played.now, texts.part("zones")), "said once"


def test_a_dialling_code_is_told_from_an_offset_and_both_are_offered(texts: Texts) -> None:
    """It says whose it is and that phones travel, and names the offset only where one may be meant."""
    say = texts.part("zones").say
    for typed, offset in (("+1", "UTC+1"), ("+49", ""), ("0049 30", ""), ("+44 20", ""), ("+1 876", "")):
        played = Played().opened().typed(theirs=typed)
        told = str(played.view(texts)["theirs_dialled"])
        assert say("place.code_travels") in told, typed
        assert (say("place.code_offset", offset=offset) in told) if offset else "UTC" not in told
        titles = [str(option["title"]) for option in played.view(texts)["theirs_options"]]  # type: ignore[attr-defined]
        assert (say("place.offset", offset=offset) == titles[-1]) if offset else all("UTC" not in it for it in titles)
        played.send("settle", side="theirs", entered=True)
        assert played.model.theirs.place is None and played.view(texts)["theirs_problem"], "asked, not guessed"
    chosen = Played().opened().typed(theirs="+49").send("choose", side="theirs", key="Europe/Berlin@0")
    assert not chosen.view(texts)["theirs_dialled"]
    for typed in ("+5", "UTC+1", "Berlin", "+999", ""):
        assert not Played().opened().typed(theirs=typed).view(texts)["theirs_dialled"], typed


def test_a_changed_text_drops_the_place(texts: Texts) -> None:
    played = meeting().typed(theirs="Vancouver, Can")
    assert played.model.theirs.place is None and not played.view(texts)["answer"]


def test_leaving_the_field_takes_what_can_be_only_one_and_asks_otherwise(texts: Texts) -> None:
    played = Played().opened().typed(theirs="kapstadt").send("settle", side="theirs")
    assert played.model.theirs.place and played.fields["theirs"].startswith(("Cape Town", "Kapstadt"))
    played = Played().opened().typed(theirs="CST").send("settle", side="theirs")
    assert played.model.theirs.place is None and played.view(texts)["theirs_problem"]
    played = Played().opened().typed(theirs="xyzzy")
    assert played.view(texts)["theirs_problem"]
    played = Played().opened().typed(theirs="yellowkn").send("settle", side="theirs")
    assert played.view(texts)["theirs_problem"] == texts.say("zones.problem.confirm"), "one choice is not several"
    played = Played().opened().send("settle", side="theirs")
    assert not played.view(texts)["theirs_problem"], "an empty field is no mistake"


@pytest.mark.parametrize(
    ("at", "text_first", "answer"),
    [("2026-11-21 12:00", "", "yes"), ("2026-11-21 12:00", "on", "text"), ("2026-11-21 21:30", "", "no"),
     ("2026-11-21 08:59", "on", "no"), ("2026-11-21 09:00", "", "yes")],
)  # fmt: skip
def test_the_verdict_says_the_local_time_and_for_how_long(texts: Texts, at: str, text_first: str, answer: str) -> None:
    fields = {"text_first": text_first} if text_first else {}
    played = meeting(now=there(at, VANCOUVER), **fields)
    shown, locale = played.view(texts), texts.locale
    wall = datetime.fromisoformat(at)
    assert shown["answer"] == answer and shown["headline"] == texts.say(f"zones.verdict.{answer}")
    facts = " ".join(played.shown(texts, "facts"))
    assert locale.time(wall) in facts and locale.weekday(wall) in facts and "UTC−7" in facts
    edge = wall.replace(hour=21, minute=30) if answer != "no" else wall.replace(hour=9, minute=0)
    assert locale.time(edge) in facts


def test_the_next_good_time_is_given_in_both_local_times(texts: Texts) -> None:
    facts = " ".join(meeting().shown(texts, "facts"))
    assert (
        texts.locale.time(datetime(2026, 11, 21, 9)) in facts and texts.locale.time(datetime(2026, 11, 21, 17)) in facts
    )


def test_when_both_can_names_both_days_and_times(texts: Texts) -> None:
    first = meeting(KOLKATA).shown(texts, "both")[0]
    for time in (datetime(2026, 11, 21, 10, 40), datetime(2026, 11, 21, 17), datetime(2026, 11, 21, 21, 30)):
        assert texts.locale.time(time) in first


def test_the_same_zone_on_both_sides_is_said(texts: Texts) -> None:
    played = meeting("Europe/Berlin")
    assert texts.say("zones.fact.same") in played.shown(texts, "facts")


@pytest.mark.parametrize(
    ("fields", "name"),
    [({"theirs_from": "09:00", "theirs_until": "09:00"}, "theirs_problem"), ({"mine_from": ""}, "mine_problem"),
     ({"theirs_until": "25:00"}, "theirs_problem"), ({"theirs_from": "xx"}, "theirs_problem"),
     ({"date": "2100-01-01", "time": "10:00"}, "moment_problem"),
     ({"date": "1969-12-31", "time": "10:00"}, "moment_problem"),
     ({"date": "nonsense", "time": "10:00"}, "moment_problem"), ({"date": "2026-12-01", "time": "9"}, "moment_problem"),
     ({"weekly_time": "10:00", "minutes": "0"}, "weekly_problem"),
     ({"weekly_time": "10:00", "minutes": "long"}, "weekly_problem")],
)  # fmt: skip
def test_bad_input_has_a_plain_answer_and_nothing_else_breaks(texts: Texts, fields: dict[str, str], name: str) -> None:
    shown = meeting(**fields).view(texts)
    assert shown[name]
    others = {"theirs_problem", "mine_problem", "moment_problem", "weekly_problem"} - {name}
    assert not any(shown[other] for other in others)
    assert shown["answer"] or name == "theirs_problem"


def test_a_night_shift_and_the_whole_day_are_told(texts: Texts) -> None:
    assert meeting(theirs_from="22:00", theirs_until="06:00").view(texts)["theirs_hours"] == texts.say(
        "zones.hours.night"
    )
    played = meeting(theirs_from="00:00", theirs_until="00:00")
    assert played.view(texts)["theirs_hours"] == texts.say("zones.hours.always")
    assert texts.say("zones.fact.always") in played.shown(texts, "facts")
    assert meeting(theirs_from="22:00", theirs_until="00:00").view(texts)["theirs_hours"] == ""


def test_hours_that_never_meet_are_said_to(texts: Texts) -> None:
    played = meeting("Europe/Berlin", mine_from="09:00", mine_until="10:00", theirs_from="10:00", theirs_until="11:00")
    assert str(played.view(texts)["both_before"]).startswith(texts.say("zones.both.none"))
    near = played.shown(texts, "both")
    assert len(near) == 3 and all(texts.span(30) in it for it in near), "half an hour for one of them"


def test_a_moment_is_shown_in_both_local_times(texts: Texts) -> None:
    played = meeting(date="2026-11-26", time="19:00")
    assert texts.locale.time(datetime(2026, 11, 26, 11)) in str(played.view(texts)["moment"])
    assert played.view(texts)["moment_fits"] == texts.say("zones.moment.good")
    played.typed(clock="theirs")
    assert texts.locale.day(datetime(2026, 11, 27, 3)) in str(played.view(texts)["moment"])
    assert played.view(texts)["moment_fits"] == texts.say("zones.moment.not_mine")
    assert played.typed(date="2026-11-01").view(texts)["moment_fits"] == texts.say("zones.moment.past")


@pytest.mark.parametrize(("date", "kind", "meant"), [("2027-03-28", "never", (1, 3)), ("2026-10-25", "twice", (2, 2))])
def test_a_time_that_is_none_or_two_is_explained_and_chosen(
    texts: Texts, date: str, kind: str, meant: tuple[int, int]
) -> None:
    played = meeting(KOLKATA, now=utc("2026-10-20 10:00"), date=date, time="02:30")
    shown = played.view(texts)
    assert shown["moment_asks"] and not shown["moment"]
    assert [
        texts.locale.time(datetime(2027, 1, 1, hour, 30)) in text
        for hour, text in zip(meant, played.shown(texts, "moment_options"), strict=True)
    ] == [True, True]
    shown = played.send("fold", fold=1).view(texts)
    assert shown["moment"] and [entry["chosen"] for entry in shown["moment_options"]] == ["false", "true"]  # type: ignore[attr-defined]
    assert not played.typed(time="02:31").view(texts)["moment"], "another time is another choice"


@pytest.mark.parametrize("fold", [2, -1, "1", None, 1.5])
def test_a_choice_that_is_none_changes_nothing(texts: Texts, fold: object) -> None:
    played = meeting(date="2027-03-28", time="02:30").send("fold", fold=fold)
    assert not played.view(texts)["moment"]


def test_a_weekly_call_says_what_each_clock_change_does(texts: Texts) -> None:
    """19:00 in Berlin: for New York 13:00, from 18 March 14:00, and so on through the year."""
    played = meeting(NEW_YORK, weekday="3", weekly_time="19:00")
    lines = played.shown(texts, "weekly_steps")
    assert len(lines) == 4
    for line, (day, hour) in zip(
        lines, [((2027, 3, 18), 14), ((2027, 4, 1), 13), ((2027, 11, 4), 14), ((2027, 11, 11), 13)], strict=True
    ):
        wall = datetime(*day, hour)
        assert texts.locale.day(wall) in line and texts.locale.time(wall) in line
    assert texts.locale.day(datetime(2027, 3, 14)) in lines[0], "the day on which the clock is set"
    assert played.typed(weekly_clock="theirs").shown(texts, "weekly_steps") != lines


def test_a_time_that_holds_for_a_single_call_is_no_range(texts: Texts) -> None:
    """Between the clock changes of Berlin and New York in autumn lies a single week."""
    played = meeting(NEW_YORK, weekday="2", weekly_time="19:00")
    weekly = played.model.weekly()  # type: ignore[union-attr]
    assert weekly
    once = [step.at for step in year(weekly, played.now).steps if step.until == step.at]
    lines = played.shown(texts, "weekly_steps")
    assert once
    for at in once:
        day = texts.locale.day(clocks.local(at, NEW_YORK))
        assert [line.count(day) for line in lines if day in line] == [1]


def test_a_weekly_call_that_nothing_happens_to_says_so(texts: Texts) -> None:
    note = meeting("Europe/Lisbon", weekday="3", weekly_time="19:00").view(texts)["weekly_note"]
    assert note == texts.say("zones.weekly.same")
    played = Played().opened(zone=KOLKATA).chosen("Asia/Tokyo").typed(weekday="3", weekly_time="19:00")
    assert played.view(texts)["weekly_note"] == texts.say("zones.weekly.none")


def test_odd_days_of_a_weekly_call_are_told(texts: Texts) -> None:
    lines = meeting(KOLKATA, weekday="6", weekly_time="02:30").shown(texts, "weekly_steps")
    assert any(texts.locale.time(datetime(2027, 3, 28, 3, 30)) in line for line in lines)
    assert len(lines) == 4


def test_the_calendar_file_is_made_when_its_package_is_there(texts: Texts) -> None:
    played = meeting(NEW_YORK, weekday="3", weekly_time="19:00", title="").send("file", title="Anruf")
    load = played.did("load")
    assert load and load["packages"] == ["calendar"] and played.view(texts)["file"] == texts.say("zones.weekly.loading")
    file = played.send("loaded", packages=["calendar"]).did("download")
    assert file and "SUMMARY:Anruf" in str(file["text"]) and file["type"] == "text/calendar"
    assert played.view(texts)["file"] == texts.say("zones.weekly.loading"), "nothing is known yet"
    for outcome in ("started", "refused"):
        shown = played.send("saving", outcome=outcome).view(texts)
        assert shown["file"] == texts.say(f"zones.weekly.{outcome}", file="call.ics")
        assert shown["file_written"] and shown["file_text"] == {"text": file["text"]}
        assert tool.announcement(played.model, played.now, texts.part("zones")) == shown["file"]
    assert not played.typed(minutes="45").view(texts)["file_written"], "that would be another file"
    assert played.typed(title="Dienst").send("file", title="Anruf").did("download"), "at once the second time"
    assert not Played().opened().send("file").effects


def test_a_calendar_package_that_fails_is_said_and_can_be_tried_again(texts: Texts) -> None:
    played = meeting(NEW_YORK, weekday="3", weekly_time="19:00").send("file").send("load_failed", packages=["calendar"])
    assert played.view(texts)["file"] == texts.say("zones.weekly.failed") and not played.view(texts)["failed"]
    for reason in ("outdated", "offline"):
        shown = played.send("file").send("load_failed", packages=["calendar"], reason=reason).view(texts)
        assert shown["file"] == texts.say(f"zones.weekly.{reason}") and shown["file_outdated"] == (reason == "outdated")
    assert played.send("file").did("load")


@pytest.mark.parametrize("other", ["en", "de"])
def test_a_message_is_in_the_language_that_was_chosen(texts: Texts, other: str) -> None:
    played = meeting(about="moment", date="2026-11-26", time="19:00", language=other)
    shown = played.view(texts)
    spoken = texts if other == texts.locale.language else texts.within(other)
    assert shown["message_in"] == other and shown["message_carry"] == {"text": shown["message"]}
    for wall in (datetime(2026, 11, 26, 19), datetime(2026, 11, 26, 11)):
        assert spoken.locale.time(wall) in str(shown["message"]) and spoken.locale.day(wall) in str(shown["message"])


def test_a_message_in_an_unknown_language_is_in_the_pages_own(texts: Texts) -> None:
    assert meeting(language="xx").view(texts)["message_in"] == texts.locale.language


def test_a_message_needs_what_it_is_about(texts: Texts) -> None:
    assert Played().opened().view(texts)["message_need"] == texts.say("zones.message.need_places")
    for about in ("moment", "weekly"):
        shown = meeting(about=about).view(texts)
        assert (shown["message"], shown["message_need"]) == ("", texts.say(f"zones.message.need_{about}"))
    own = texts.locale.language
    weekly = meeting(about="weekly", weekday="3", weekly_time="19:00", language=own).view(texts)
    assert texts.locale.weekday(datetime(2026, 11, 26)) in str(weekly["message"])


def test_copying_is_reported_and_refused_copies_are_shown(texts: Texts) -> None:
    played = meeting().send("copy", text="Hello", outcome="copied")
    assert played.view(texts)["outcome"] == texts.say("sharing.copied")
    assert played.send("copy_link", fragment="x", outcome="copied").view(texts)["outcome"] == texts.say(
        "sharing.copied_link"
    ), "of a link as of a link"
    shown = played.send("share", text="Hello", outcome="share_refused").view(texts)
    assert shown["by_hand"] == "Hello" and shown["any_by_hand"] and played.did("focus")


@pytest.mark.parametrize(("zone", "told"), [(VANCOUVER, True), (NEW_YORK, False)])
def test_a_calendar_with_older_rules_is_warned_of(texts: Texts, zone: str, told: bool) -> None:
    shown = meeting(zone, weekday="3", weekly_time="19:00").view(texts)
    assert bool(shown["weekly_stale"]) == told
    assert zoneinfo.available_timezones() >= stale.ZONES


def test_a_link_holds_zones_and_hours_and_the_other_one_sees_it_the_other_way_round(texts: Texts) -> None:
    mine = meeting(
        theirs_until="20:00", mine_from="10:00", title="Anna", about="moment", date="2026-11-26", time="19:00"
    )
    link: Any = mine.view(texts)["link"]
    fragment = str(link["fragment"])
    older = "zones=1&mine=Europe/Berlin&mine_hours=1000-2130&theirs=America/Vancouver&theirs_hours=0900-2000"
    assert codec.read(fragment) == codec.read(older)
    for shape in (fragment, fragment.upper(), older, older.upper(), quote(older, safe="=&"), f"{quote(older)}."):
        other = Played().opened(zone=VANCOUVER, fragment=f"#{shape}")
        assert other.model.mine.place and other.model.mine.place.zone == VANCOUVER
        assert (other.fields["mine_until"], other.fields["theirs_from"]) == ("20:00", "10:00")
        assert other.view(texts)["answer"] and other.did("clear_address")
    again = Played().opened(zone="Europe/Berlin", fragment=f"#{fragment}")
    assert again.model.theirs.place and again.model.theirs.place.zone == VANCOUVER, "my own link on my own device"


ALIASES = [
    ("Asia/Calcutta", "Asia/Kolkata"), ("Europe/Kiev", "Europe/Kyiv"), ("US/Pacific", "America/Los_Angeles"),
    ("America/Buenos_Aires", "America/Argentina/Buenos_Aires"), ("Asia/Saigon", "Asia/Ho_Chi_Minh"),
    ("Asia/Katmandu", "Asia/Kathmandu"), ("Atlantic/Faeroe", "Atlantic/Faroe"), ("Asia/Rangoon", "Asia/Yangon"),
    ("America/Godthab", "America/Nuuk"), ("Pacific/Enderbury", "Pacific/Kanton"), ("GB", "Europe/London"),
]  # fmt: skip


@pytest.mark.parametrize(("older", "newer"), ALIASES)
def test_ones_own_link_is_ones_own_under_each_name_of_the_zone(texts: Texts, older: str, newer: str) -> None:
    for mine, device in ((older, newer), (newer, older), (older, older), (newer, newer)):
        link = f"#zones=1&mine={mine}&mine_hours=1000-1100&theirs=America/Vancouver&theirs_hours=1200-1300"
        own = Played().opened(zone=device, fragment=link)
        assert own.fields["mine_from"] == "10:00", (mine, device)
        link = f"#zones=1&mine=America/Vancouver&mine_hours=1200-1300&theirs={mine}&theirs_hours=1000-1100"
        assert Played().opened(zone=device, fragment=link).fields["mine_from"] == "10:00", (mine, device)
    played = Played().opened(zone=older).chosen(newer)
    facts = [fact["fact"] for fact in played.view(texts)["facts"]]  # type: ignore[attr-defined]
    assert texts.say("zones.fact.same") in facts


def test_a_zones_own_name_counts_before_what_its_clock_does() -> None:
    """Two friends whose clocks are alike: the link tells them apart by name."""
    link = "#zones=1&mine=Europe/Berlin&mine_hours=1000-1100&theirs=Europe/Copenhagen&theirs_hours=1200-1300"
    for device, first in (("Europe/Berlin", "10:00"), ("Europe/Copenhagen", "12:00"), ("Europe/Oslo", "12:00")):
        assert Played().opened(zone=device, fragment=link).fields["mine_from"] == first


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC", "GMT", "Etc/GMT", "Etc/Unknown", "Etc/Zulu", "Etc/GMT0"])
def test_a_device_that_says_utc_is_asked_where_it_is(texts: Texts, zone: str) -> None:
    """Browsers that protect their users say so, wherever they are."""
    played = Played().opened(zone=zone)
    assert played.model.mine.place is None and played.fields["mine"] == ""
    assert played.view(texts)["mine_problem"] == texts.say("zones.problem.device")
    played.chosen(VANCOUVER)
    assert played.view(texts)["answer"] == "no" and played.view(texts)["both"] == []
    told = tool.context(played.model, NOW, texts.part("zones"))
    assert told == {"emergency": "911"}, "where the other one is, and nothing about me"
    played.typed(mine="UTC").send("settle", side="mine")
    assert played.model.mine.place and not played.view(texts)["mine_problem"], "who means UTC can say so"
    assert not Played().opened(zone="Africa/Abidjan").view(texts)["mine_problem"]


def test_a_link_between_two_in_one_zone_is_seen_by_the_other_one_too(texts: Texts) -> None:
    link = "#zones=1&mine=Europe/Berlin&mine_hours=1000-1100&theirs=Europe/Berlin&theirs_hours=1200-1300"
    assert Played().opened(fragment=link).fields["mine_from"] == "12:00"


def test_a_link_opened_later_is_taken_too(texts: Texts) -> None:
    link = "#zones=1&mine=Asia/Kolkata&mine_hours=2200-0600&theirs=UTC+05:30&theirs_hours=0000-0000"
    played = meeting().send("link", fragment=link)
    assert played.model.theirs.place and played.model.theirs.place.zone == KOLKATA
    assert played.view(texts)["mine_hours"] == texts.say("zones.hours.always")


@pytest.mark.parametrize(
    "fragment",
    ["zones=", "zones=2&mine=Europe/Berlin", "zones", "zones2", "zones2-", "zones2-0000000000",
     "zones3-1d9e8mxex38pm6hba",
     "ones=1&mine=Europe/Berlin&mine_hours=0900-2130&theirs=UTC&theirs_hours=0900-2130",
     "zones=1&mine=Europe/Berlin&mine_hours=0900-2130&theirs=America/Vancouver&theirs_hours=0900-213…",
     "zones=1&mine=Nowhere/Atall&mine_hours=0900-2130&theirs=UTC&theirs_hours=0900-2130",
     "zones=1&mine=UTC&mine_hours=0900-0900&theirs=UTC&theirs_hours=0900-2130",
     "zones=1&mine=UTC&mine_hours=0960-2130&theirs=UTC&theirs_hours=0900-2130",
     "zones=1&mine=UTC&mine_hours=0900-2400&theirs=UTC&theirs_hours=0900-2130",
     "zones=1&mine=../../etc/passwd&mine_hours=0900-2130&theirs=UTC&theirs_hours=0900-2130", "zones=1" + "&x=1" * 200,
     "zones=1&mine=<img src=x>&mine_hours=0900-2130&theirs=UTC&theirs_hours=0900-2130", "zones=%zz"],
)  # fmt: skip
def test_a_broken_link_is_said_and_nothing_else_happens(texts: Texts, fragment: str) -> None:
    played = Played().opened(fragment=f"#{fragment}")
    assert played.view(texts)["problem"] and played.model.theirs.place is None


def test_both_tools_live_with_each_others_links(texts: Texts) -> None:
    def opened(fragment: str) -> app.Answer:
        event = {"type": "init", "fragment": fragment, "zone": "Europe/Berlin", "forms": {"zones": FIELDS}}
        model = app.answer(app.Model(), event, NOW, texts).model
        return app.answer(model, {"type": "loaded", "packages": list(PACKAGES)}, NOW, texts)

    zones = opened("#zones=1&mine=Asia/Kolkata&mine_hours=0900-2130&theirs=Europe/Berlin&theirs_hours=0900-2130")
    assert zones.view["zones.answer"] == "yes" and not zones.view["timer.any_notice"]
    timer = opened("#3-3-feedback")
    assert timer.view["zones.problem"] == "" and timer.model.tools["timer"].setup.plan.feedback


def test_the_view_changes_with_the_minute_and_not_before(texts: Texts) -> None:
    played = meeting(now=NOW + 17_000)
    assert tool.next_change(played.model, played.now) == NOW + MINUTE
    before = played.view(texts)
    played.now = NOW + MINUTE - 1
    assert played.view(texts) == before
    played.now = NOW + MINUTE
    assert played.view(texts) != before
    assert tool.next_change(tool.Model(), NOW) is None


def test_other_tools_are_told_where_i_am_and_what_time_it_is(texts: Texts) -> None:
    told = tool.context(meeting().model, NOW, texts.part("zones"))
    assert told == {"zone": "Berlin", "time": "10:40", "emergency": "911"}
    assert tool.context(tool.Model(), NOW, texts.part("zones")) == {}


def test_the_picture_has_both_days_midnights_and_clock_changes(texts: Texts) -> None:
    """The night on which Berlin's clock is set back: 25 hours between its midnights."""
    played = meeting(KOLKATA, now=there("2026-10-24 18:10", "Europe/Berlin"))
    shown = played.view(texts)
    midnights = [entry["at"][0] for entry in shown["mine_marks"] if entry["kind"] == "midnight"]  # type: ignore[attr-defined]
    assert len(midnights) == 2 and midnights[1] - midnights[0] == pytest.approx(25 * 100 / 48, abs=0.02)
    assert len(shown["mine_changes"]) == 1 and not shown["theirs_changes"] and shown["any_change"]  # type: ignore[arg-type]
    assert shown["now_at"] == [pytest.approx((60 + 10) * 100 / (48 * 60), abs=0.01)] * 2
    for name in ("mine_good", "theirs_good", "both_good"):
        spans = [entry["at"] for entry in shown[name]]  # type: ignore[attr-defined]
        assert spans and all(0 <= start < end <= 100 for start, end in spans)


def test_every_view_has_its_words(texts: Texts) -> None:
    """Round the clock, through clock changes, with each kind of problem: no text is missing in any language."""
    for theirs in (VANCOUVER, KOLKATA, "Europe/Berlin", "Pacific/Apia", "UTC-03:30", "Etc/GMT+5"):
        for about in ("both", "moment", "weekly"):
            for clock in ("mine", "theirs"):
                played = meeting(
                    theirs, date="2027-03-28", time="02:30", weekday="6", weekly_time="02:30", clock=clock,
                    weekly_clock=clock, about=about, text_first="on", language="de",
                ).send("fold", fold=0)  # fmt: skip
                for hour in range(0, 30, 5):
                    played.now = NOW + hour * 3_600_000 + 126 * DAY
                    assert json.dumps(played.view(texts))


SOME = st.sampled_from(
    ["mine", "theirs", "00:00", "2027-03-28", "02:30", "weekly", "moment", "3", "CST", "UTC+2", "on", ""]
)
TYPED = st.dictionaries(st.sampled_from(sorted(FIELDS)), SOME | st.text(max_size=12), max_size=8)
ANY_EVENT = ("init", "tick", "loaded", "link", "load_failed", "zones.retry")
EVENTS = st.fixed_dictionaries(
    {"type": st.sampled_from([*(f"zones.{name}" for name in HANDLERS), *ANY_EVENT])},
    optional={
        "fields": TYPED | JUNK, "side": SOME | JUNK, "fold": JUNK, "text": JUNK, "title": JUNK, "forms": JUNK,
        "key": st.sampled_from(["Europe/Berlin", "UTC+14:00", "Asia/Kolkata@5"]) | JUNK,
        "fragment": st.text(max_size=40).map(lambda text: "zones=1&" + text)
        | st.text(max_size=40).map(lambda text: "zones2-" + text)
        | JUNK,
        "packages": st.just(["tzdata", "places"]) | st.just(["calendar"]) | JUNK,
        "zone": SOME | JUNK, "language": JUNK, "outcome": st.sampled_from(["copied", "copy_refused"]) | JUNK,
    },
)  # fmt: skip


@given(st.lists(EVENTS, max_size=10))
def test_no_event_whatever_it_holds_breaks_the_helper(texts: Texts, events: list[dict[str, object]]) -> None:
    model, now = app.Model(), NOW
    model = app.answer(model, {"type": "loaded", "packages": list(PACKAGES)}, now, texts).model
    for event in events:
        now += 7_000
        result = app.answer(model, event, now, texts)
        model = result.model
        assert json.dumps(result.view) and json.dumps(result.effects)
        assert result.wake is None or now < result.wake <= now + MINUTE
