"""The tool as the page drives it: events in, effects and view out, in every language."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helper import app, effects
from helper import events as helper_events
from helper.texts import Texts, digits
from helper.timer import codec, tabs, view
from helper.timer.buttons import RETURN_MS
from helper.timer.codec import Shared
from helper.timer.machine import GAP_MS
from helper.timer.update import HANDLERS
from tests.junk import JUNK
from tests.timer.calls import FIELDS, MINUTE, SECOND, START, Played, started

pytestmark = pytest.mark.runtime


def opened(**more: object) -> Played:
    return Played().send("init", fields=FIELDS, **more)


def running() -> Played:
    return opened().send("start", fields=FIELDS)


def link(played: Played, texts: Texts) -> dict[str, str]:
    return view.view(played.model, played.now, texts.part("timer"))["link"]  # type: ignore[return-value]


def keys(played: Played) -> list[str]:
    return [notice.key for notice in played.model.notices]


def test_a_call_from_start_to_end_keeps_nothing(texts: Texts) -> None:
    played = running()
    shown = view.view(played.model, played.now, texts.part("timer"))
    assert (shown["screen"], shown["left"]) == ("call", "3:00")
    assert str(shown[effects.TITLE]).startswith("3:00") and shown["who"] in str(shown[effects.TITLE])
    assert shown[effects.KEEP] and shown[effects.AWAKE]
    played.send("end", after=MINUTE)
    shown = view.view(played.model, played.now, texts.part("timer"))
    assert (shown["screen"], shown[effects.KEEP], shown[effects.AWAKE], shown[effects.TITLE]) == (
        "ended",
        "",
        False,
        "",
    )


def test_signals_sound_vibrate_and_are_announced_once(texts: Texts) -> None:
    played = running().send("tick", after=2 * MINUTE)
    assert played.did("sound") and played.did("vibrate")
    assert view.announcement(played.model, played.now, texts.part("timer"))
    played.send("tick", after=SECOND)
    assert not played.effects
    assert not view.announcement(played.model, played.now, texts.part("timer"))


def test_the_visible_signal_does_not_depend_on_sound(texts: Texts) -> None:
    played = opened().send("start", fields={key: text for key, text in FIELDS.items() if key != "sound"})
    played.send("tick", after=2 * MINUTE)
    assert not played.did("sound")
    shown = view.view(played.model, played.now, texts.part("timer"))
    assert shown["tone"] == "warning" and shown["sentence"]


def test_an_early_tap_counts_from_its_own_moment() -> None:
    played = Played()
    events = [("init", START), ("start", START + 100), ("pause", START + 10_000)]
    for kind, at in events:  # all of them arrive twelve seconds later
        event = {"type": kind, "fields": FIELDS, "mono": 12_000}
        played.model, _ = HANDLE(played.model, event, at, START + 12_000)
    assert played.model.timer.left == 3 * MINUTE - 9_900


def test_a_start_right_after_a_format_is_of_that_format_whatever_the_form_still_showed() -> None:
    played = Played()
    events = [("init", START), ("preset", START + 100), ("start", START + 200)]
    for kind, at in events:  # before the page had been told what the preset fills in
        event = {"type": kind, "fields": FIELDS, "preset": "4-4", "mono": 900}
        played.model, _ = HANDLE(played.model, event, at, START + 900)
    assert played.model.timer.is_on and played.model.timer.plan.turns == (240, 240)
    played = opened().send("preset", preset="4-4").send("start", after=SECOND, fields=FIELDS)
    assert played.model.timer.plan.turns == (180, 180), "later the form says what is meant"
    played = opened().send("preset", preset="4-4").leap(-60 * MINUTE).send("start", fields=FIELDS)
    assert played.model.timer.plan.turns == (180, 180), "also where the clock has been set back since"


def HANDLE(model, event, at, now):  # type: ignore[no-untyped-def]  # noqa: N802
    from helper.timer.update import update

    return update(model, event, at, now)


def test_after_sleep_what_was_missed_is_said_and_the_newest_rings() -> None:
    played = running()
    played.now += 4 * MINUTE
    played.model, done = HANDLE(played.model, {"type": "tick"}, played.now, played.now)
    assert keys(played) == ["missed.warning", "missed.end", "missed.handover"]
    assert [notice.at for notice in played.model.notices][:2] == [START + 2 * MINUTE, START + 3 * MINUTE]
    assert any(effect["do"] == "sound" for effect in done)
    assert played.model.timer.index == 1


def test_a_clock_set_back_does_not_lengthen_the_turn() -> None:
    played = running().send("tick", after=10 * SECOND)
    back = played.now - 3_600_000
    played.model, _ = HANDLE(played.model, {"type": "tick", "mono": played.now + SECOND}, back + SECOND, back + SECOND)
    assert played.model.timer.deadline - (back + SECOND) == 3 * MINUTE - 11 * SECOND
    assert keys(played) == ["notice.clock_back"]


def test_a_tap_right_after_the_clock_was_set_back_is_right_too() -> None:
    played = running().send("tick", after=10 * SECOND)
    back = played.now - 3_600_000
    played.model, _ = HANDLE(played.model, {"type": "pause", "mono": played.now}, back, back)
    assert played.model.timer.left == 3 * MINUTE - 10 * SECOND


def test_a_leap_ahead_is_believed_said_and_can_be_taken_out() -> None:
    played = running().send("tick", after=10 * SECOND)
    ahead = played.now + 30 * SECOND
    played.model, _ = HANDLE(played.model, {"type": "tick", "mono": played.now}, ahead, ahead)
    assert played.model.timer.deadline - ahead == 3 * MINUTE - 40 * SECOND
    assert keys(played) == ["notice.clock_ahead"]
    later = ahead + SECOND
    played.model, _ = HANDLE(played.model, {"type": "undo_jump", "mono": played.now + SECOND}, later, later)
    assert played.model.timer.deadline - later == 3 * MINUTE - 11 * SECOND


def test_reload_takes_the_call_up_where_the_clock_says(texts: Texts) -> None:
    before = running().send("pause", after=MINUTE).send("resume", after=MINUTE)
    kept = view.view(before.model, before.now, texts.part("timer"))[effects.KEEP]
    after = Played(now=before.now + 30 * SECOND).send("init", fields=FIELDS, kept=kept)
    assert view.view(after.model, after.now, texts.part("timer"))["left"] == "1:30"


def test_a_reload_of_a_call_without_sound_makes_none_heard(texts: Texts) -> None:
    silent = {name: value for name, value in FIELDS.items() if name != "sound"}
    before = Played().send("init", fields=silent).send("start", fields=silent)
    kept = view.view(before.model, before.now, texts.part("timer"))[effects.KEEP]
    after = Played(now=before.now + SECOND).send(
        "init", fields=FIELDS | {"sound": "on"}, kept=kept
    )  # as the page comes
    assert {"do": "fill", "form": "timer", "fields": {"sound": ""}} in after.effects
    after.send("tick", after=3 * MINUTE)
    assert not after.did("sound") and after.did("vibrate")


@pytest.mark.parametrize("kept", ["x", "call=1&kind=share", "call=9", "null", "{}", "call=1" * 2000])
def test_a_memory_that_cannot_be_read_is_said(kept: str) -> None:
    played = opened(kept=kept)
    assert keys(played) == ["notice.kept_lost"]
    assert not played.model.timer.is_on


def test_a_shared_link_shows_the_same_second_with_the_sides_swapped(texts: Texts) -> None:
    mine = running().send("tick", after=20 * SECOND)
    fragment = link(mine, texts)["fragment"]
    theirs = Played(now=mine.now + 7 * SECOND).send("init", fields=FIELDS, fragment=f"#{fragment}")
    mine.send("tick", after=7 * SECOND)
    shown = [view.view(it.model, it.now, texts.part("timer")) for it in (mine, theirs)]
    assert shown[0]["left"] == shown[1]["left"] == "2:33"
    assert shown[0]["who"] == texts.say("timer.turn.me")
    assert shown[1]["who"] == texts.say("timer.turn.other")
    assert not theirs.model.notices, "what happened before one joined was not missed"


def test_a_change_after_sharing_asks_for_a_new_link(texts: Texts) -> None:
    played = running().send("share", outcome="shared", fragment="x").send("pause", after=SECOND)
    assert view.view(played.model, played.now, texts.part("timer"))["link_stale"]
    played.send("share", outcome="closed", fragment="x")
    assert not view.view(played.model, played.now, texts.part("timer"))["link_stale"]


def test_what_became_of_sharing_is_told_and_the_link_can_be_copied_by_hand(texts: Texts) -> None:
    def shown() -> tuple[object, ...]:
        view_ = view.view(played.model, played.now, texts.part("timer"))
        return view_["outcome"], view_["by_hand"], view_["any_by_hand"]

    played = running()
    assert shown() == ("", "", False)
    played.send("share", outcome="copied", fragment="x")
    assert shown() == (texts.say("sharing.copied_link"), "", False)
    assert view.announcement(played.model, played.now, texts.part("timer")) == shown()[0]
    played.send("share", outcome="copy_refused", fragment="x", text="https://x.example/#x")
    assert shown() == (texts.say("sharing.copy_refused_link"), "https://x.example/#x", True)
    assert played.did("focus"), "it is selected"
    assert played.send("share", outcome="exploded") and shown()[2]
    assert played.send("share", outcome="closed", fragment="x") and shown() == ("", "", False)


def test_the_link_is_in_the_view_before_the_tap_and_is_of_now(texts: Texts) -> None:
    played = running()
    for after in (SECOND, 20 * SECOND):
        played.send("tick", after=after)
        shared = codec.read(link(played, texts)["fragment"])
        assert shared.timer.deadline == played.model.timer.deadline and shared.sent == played.now


@pytest.mark.parametrize("reason", helper_events.MISSING)
def test_a_code_that_cannot_be_drawn_says_why(texts: Texts, reason: str) -> None:
    played = running().send("share", outcome="copied", fragment="x")
    played.send("load_failed", packages=["qr"], reason=reason)
    shown = view.view(played.model, played.now, texts.part("timer"))
    assert shown["no_code"] == texts.say(f"timer.code.{reason}") and shown["outdated"] == (reason == "outdated")
    assert not running().send("load_failed", packages=["qr"]).model.no_code, "nobody asked for it"


def test_the_signal_is_tried_as_the_call_would_give_it(texts: Texts) -> None:
    def told(*names: str, **fields: str) -> tuple[object, bool]:
        played = opened().send("change", fields={**FIELDS, **fields}).send("try_signal")
        sounded = played.did("sound")
        for name in names:
            played.send("trouble", name=name)
        return view.view(played.model, played.now, texts.part("timer"))["signal"], sounded

    say = texts.part("timer").say
    assert told() == (say("signal.sound"), True)
    assert told("sound") == (say("trouble.sound"), True)
    assert told("vibration") == (f"{say('signal.sound')} {say('trouble.vibration')}", True)
    assert told(sound="") == (say("signal.off"), False)


LOUD_AND_LOW = {"chime": "low", "volume": "loud", "voice": "de"}


def test_a_signal_is_heard_as_it_was_chosen_and_spoken_after_its_tones(texts: Texts) -> None:
    usual = sounded(opened().send("try_signal"))
    played = opened().send("change", fields={**FIELDS, **LOUD_AND_LOW}).send("try_signal")
    notes, said = sounded(played), next(it for it in played.effects if it["do"] == "say")
    assert notes["volume"] > usual["volume"]
    assert all(
        low[0] < as_usual[0] and low[1:] == as_usual[1:]
        for low, as_usual in zip(notes["notes"], usual["notes"], strict=True)
    )
    assert said["after"] >= max(start + length for _, start, length in notes["notes"]), "the tones come first"
    quiet = opened().send("change", fields={**FIELDS, **LOUD_AND_LOW, "volume": "quiet"}).send("try_signal")
    assert sounded(quiet)["volume"] < usual["volume"]
    broken = opened().send("change", fields={**FIELDS, **LOUD_AND_LOW, "minutes": "x"}).send("try_signal")
    assert sounded(broken) == notes, "whatever else in the form is wrong"
    assert not any(it["do"] == "say" for it in opened().send("try_signal").effects), "only for those who want it"


def sounded(played: Played) -> dict[str, Any]:
    return next(it for it in played.effects if it["do"] == "sound")


def test_what_is_spoken_is_in_the_language_that_was_chosen_and_true(texts: Texts) -> None:
    both = {f"de/timer.spoken.{name}": f"de {name}" for name in ("end", "minutes", "seconds")}
    texts = replace(texts, words={**texts.words, **both}, locale=texts.locale.of("en"))
    fields = {**FIELDS, **LOUD_AND_LOW, "minutes": "10", "early": "300", "warning": "30"}

    def words(played: Played) -> object:
        return view.view(played.model, played.now, texts.part("timer"))[effects.SPOKEN]

    played = opened().send("start", fields=fields)
    assert words(played) == {"language": "de", "end": "de end", "warning": "de seconds", "early": "de minutes"}
    said = []
    for _ in range(603):
        said += [it["name"] for it in played.send("tick", after=SECOND).effects if it["do"] == "say"]
    assert said == ["early", "warning", "end"]
    late = opened().send("start", fields=fields).send("tick", after=6 * MINUTE)
    assert late.did("sound") and not late.did("say"), "five minutes are no longer left"
    assert words(opened().send("start", fields={**fields, "sound": ""})) == {}
    assert words(running()) == {}
    assert words(opened().send("start", fields=fields).send("trouble", name="other_tab")) == {}


def test_a_voice_that_cannot_speak_is_told_only_to_those_who_want_one(texts: Texts) -> None:
    say = texts.part("timer").say

    def shown(fields: dict[str, str], name: str, *events: str) -> dict[str, object]:
        played = opened().send("change", fields=fields).send("trouble", name=name)
        for event in events:
            played.send(event, fields=fields)
        return view.view(played.model, played.now, texts.part("timer"))

    wants = {**FIELDS, **LOUD_AND_LOW}
    for name in ("no_voice", "speech"):
        assert shown(wants, name)["signal"] == say(f"trouble.{name}"), "as soon as it is chosen"
        assert str(shown(wants, name, "try_signal")["signal"]).endswith(say(f"trouble.{name}"))
        assert shown(wants, name, "start")["note"] == say(f"trouble.{name}")
        assert shown(FIELDS, name)["signal"] == ""
        assert shown(FIELDS, name, "start")["note"] == ""


def test_what_is_heard_outlasts_a_reload() -> None:
    fields = {**FIELDS, **LOUD_AND_LOW}
    before = opened().send("start", fields=fields)
    kept = tabs.kept(before.model, before.now)
    assert codec.read(kept.split(" ")[0]).timer == before.model.timer
    after = Played(now=before.now + SECOND).send("init", fields=FIELDS, kept=kept)
    assert after.model.setup.signals == before.model.setup.signals
    assert {"do": "fill", "form": "timer", "fields": LOUD_AND_LOW} in after.effects
    assert "=" not in tabs.kept(running().model, START), "what is usual need not be kept"


def test_the_earlier_warning_is_seen_and_stays_with_the_format(texts: Texts) -> None:
    fields = {**FIELDS, "kind": "open", "limit": "15", "early": "300"}
    played = opened().send("start", fields=fields).send("tick", after=10 * MINUTE)
    shown = view.view(played.model, played.now, texts.part("timer"))
    assert shown["doing"] and shown["tone"] == "calm" and played.did("sound") and played.did("vibrate")
    played.send("tick", after=4 * MINUTE)
    assert view.view(played.model, played.now, texts.part("timer"))["doing"] == texts.say("timer.doing.warning")
    chosen = opened().send("change", fields={**FIELDS, "early": "600"}).send("preset", preset="5-5")
    assert chosen.model.setup.plan.early == 600


def test_what_the_browser_refuses_stands_in_the_call_and_only_there(texts: Texts) -> None:
    def note(*names: str, at_start: dict[str, str] = FIELDS) -> tuple[object, object]:
        played = opened().send("start", fields=at_start)
        for name in names:
            played.send("trouble", name=name)
        during = view.view(played.model, played.now, texts.part("timer"))
        assert not during["any_notice"], "it must not push the time down"
        played.send("end")
        return during["note"], view.view(played.model, played.now, texts.part("timer"))["any_notice"]

    say = texts.part("timer").say
    silent = {**FIELDS, "sound": ""}
    assert note("wake_lock") == (say("trouble.wake_lock"), False)
    assert note("tap") == (say("trouble.tap"), False)
    assert note("vibration") == ("", False), "there is the sound"
    assert note("vibration", at_start=silent) == (say("trouble.vibration"), False)
    assert note("sound", "vibration")[0] == f"{say('trouble.sound')} {say('trouble.vibration')}"
    assert note("sound", "tap", at_start=silent)[0] == "", "nobody wants to hear it"


def test_a_trouble_that_is_told_again_is_said_once(texts: Texts) -> None:
    played = running().send("trouble", name="wake_lock")
    assert view.announcement(played.model, played.now, texts.part("timer"))
    played.send("trouble", name="wake_lock")
    assert not view.announcement(played.model, played.now, texts.part("timer"))


def test_past_the_end_nothing_is_said_to_be_left(texts: Texts) -> None:
    say, length = texts.part("timer").say, 5 * MINUTE
    for ahead, so_far in ((2 * SECOND, "announce.left"), (-2 * SECOND, "announce.over")):
        for move in ("status", "pause"):
            played = opened().send("start", fields={**FIELDS, "kind": "open", "limit": "5"})
            played.send("tick", after=length - ahead).send(move)
            wanted = say(f"announce.{move}", who=say("who.open"), so_far=say(so_far, left=texts.length(2)))
            assert view.announcement(played.model, played.now, texts.part("timer")) == wanted


def test_between_two_turns_the_next_one_is_said_to_come(texts: Texts) -> None:
    say = texts.part("timer").say
    played = running().send("tick", after=3 * MINUTE).send("status", after=2 * SECOND)
    left = texts.length(GAP_MS // 1000 - 2)
    wanted = say("announce.status", who=say("next.other"), so_far=say("announce.gap", left=left))
    assert view.announcement(played.model, played.now, texts.part("timer")) == wanted


def test_one_key_pauses_and_goes_on() -> None:
    played = running().send("pause_or_resume", after=SECOND)
    assert played.model.timer.status == "paused"
    assert played.send("pause_or_resume", after=SECOND).model.timer.status == "running"
    played.send("tick", after=3 * MINUTE)
    assert played.model.timer.status == "gap"
    assert played.send("pause_or_resume", after=SECOND).model.timer.status == "paused"


def test_a_link_from_a_clock_ahead_says_by_how_much() -> None:
    fragment = codec.write(Shared(started(at=START + 9 * SECOND), 0, START + 9 * SECOND))
    played = opened(fragment=f"#{fragment}")
    assert [(notice.key, notice.n) for notice in played.model.notices] == [("notice.clock_differs", 9)]


def test_a_link_to_another_call_asks_before_it_replaces_mine() -> None:
    other = codec.write(Shared(started(at=START - MINUTE), 0, START))
    played = running().send("link", fragment=f"#{other}")
    assert played.model.timer.started == START and played.model.waiting
    assert played.send("accept", after=SECOND).model.timer.started == START - MINUTE


def test_a_newer_link_of_the_same_call_replaces_it() -> None:
    mine = running()
    paused = codec.write(
        Shared(HANDLE(mine.model, {"type": "pause"}, START + MINUTE, START + MINUTE)[0].timer, 0, START)
    )
    assert mine.send("link", after=MINUTE, fragment=paused).model.timer.status == "paused"


@pytest.mark.parametrize("fragment", ["#call=1", "#call=2&x", "#call=" + "9" * 5000, "#call=1&kind=<img>"])
def test_a_broken_link_is_said_and_nothing_else_happens(fragment: str) -> None:
    played = opened(fragment=fragment)
    assert keys(played)[0].startswith("error.link")
    assert not played.model.timer.is_on
    assert played.did("clear_address")


def test_a_preset_fills_the_form_but_never_a_running_call() -> None:
    played = opened(fragment="#5-5")
    assert played.did("fill") and played.model.setup.plan.turns == (300, 300)
    played = running().send("link", fragment="#5-5")
    assert keys(played) == ["notice.call_on"] and played.model.timer.plan.turns == (180, 180)


def test_a_frame_that_is_too_short_leads_to_an_offer(texts: Texts) -> None:
    played = opened().send("change", fields={**FIELDS, "frame": "5"})
    shown = view.view(played.model, played.now, texts.part("timer"))
    assert shown["too_long"] and "2/2" in str(shown["offer"])
    played.send("take_offer")
    assert played.did("fill") and played.model.setup.plan.turns == (120, 120)


def test_a_field_with_nonsense_keeps_the_page_and_says_why(texts: Texts) -> None:
    played = opened().send("start", fields={**FIELDS, "minutes": "lots"})
    assert view.view(played.model, played.now, texts.part("timer"))["problem"]
    assert not played.model.timer.is_on


@pytest.mark.parametrize(
    ("luck", "first"),
    [
        ("0" * 32, 0),
        ("7" + "f" * 31, 0),
        ("8" + "0" * 31, 1),
        ("f" * 32, 1),
        ("x", 0),
        ("f" * 31, 0),
        (0.9, 0),
        (None, 0),
    ],
)
def test_lots_are_drawn_from_the_events_luck(luck: object, first: int) -> None:
    played = opened().send("start", fields={**FIELDS, "first": "lot"}, luck=luck)
    assert played.model.timer.plan.first == first


def test_another_tab_is_silent() -> None:
    played = running().send("trouble", name="other_tab").send("tick", after=2 * MINUTE)
    assert not played.did("sound") and played.did("vibrate")


def test_every_view_of_a_long_call_has_its_words(texts: Texts) -> None:
    """Every kind of call, every state, every notice: no text is missing in any language."""
    for fields in (
        {**FIELDS, "speakers": "4", "feedback": "on"},
        *({**FIELDS, "kind": kind, "limit": "5"} for kind in ("open", "theme", "bookend")),
    ):
        played = opened(kept="broken").send("change", fields={**fields, "frame": "5"}).send("start", fields=fields)
        for name in ("storage", "wake_lock", "other_tab", "sound", "tap", "vibration", "no_voice", "speech"):
            played.send("trouble", name=name)
        for move in (*HANDLERS, "tick"):
            if move not in ("end", "reset", "init"):
                played.send(move, after=50 * SECOND, fields=fields)
            view.view(played.model, played.now, texts.part("timer"))
            view.announcement(played.model, played.now, texts.part("timer"))


NAMES = st.sampled_from([f"timer.{name}" for name in HANDLERS] + ["init", "tick", "", "timer.", "x.y"])
EVENTS = st.fixed_dictionaries(
    {"type": NAMES | JUNK},
    optional={"at": JUNK, "mono": JUNK, "fields": JUNK, "fragment": JUNK, "kept": JUNK, "luck": JUNK,
              "seconds": JUNK, "name": JUNK, "fine": JUNK},
)  # fmt: skip


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf"), 1e308, -5, 0, 10**30, "1", [], None])
def test_an_absurd_time_counts_as_now(texts: Texts, value: object) -> None:
    model = app.answer(
        app.Model(), {"type": "init", "at": value, "mono": value, "forms": {"timer": FIELDS}}, START, texts
    ).model
    event = {"type": "timer.start", "at": value, "mono": value, "fields": FIELDS}
    model = app.answer(model, event, START, texts).model
    assert model.tools["timer"].timer.deadline == START + 3 * MINUTE


@given(st.lists(EVENTS, max_size=12))
def test_no_event_whatever_it_holds_breaks_the_helper(texts: Texts, events: list[dict[str, object]]) -> None:
    model, now = app.Model(), START
    for event in events:
        now += 7 * SECOND
        result = app.answer(model, event, now, texts)
        model = result.model
        assert json.dumps(result.view) and json.dumps(result.effects)
        longest = SECOND if model.tools["timer"].timer.is_on else RETURN_MS
        assert result.wake is None or now < result.wake <= now + longest


@pytest.mark.parametrize(
    ("milliseconds", "shown"),
    [(180_000, "3:00"), (179_999, "3:00"), (179_000, "2:59"), (1, "0:01"), (0, "0:00"), (-1, "0:00"), (-999, "0:00"),
     (-1000, "+0:01"), (-61_000, "+1:01"), (3_600_000, "1:00:00"), (GAP_MS, "0:05")],
)  # fmt: skip
def test_time_left_as_on_a_clock(milliseconds: int, shown: str) -> None:
    assert digits(milliseconds) == shown
