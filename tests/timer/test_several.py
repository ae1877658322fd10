"""The same call in several tabs and on several phones: all agree, or say that they do not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helper.texts import Texts, digits
from helper.timer import machine, match, tabs, update, view
from helper.timer.machine import ENDED, PAUSED, RUNNING
from helper.timer.model import Model
from tests.timer.calls import FIELDS, HANDED_ON, MINUTE, SECOND, START, Played

pytestmark = pytest.mark.runtime


class Browser:
    """Tabs on one device that hear of each other, each message at once or when `deliver` is called."""

    def __init__(self, count: int) -> None:
        self.now = START
        self.models = [Model() for _ in range(count)]
        self.letters: list[tuple[int, dict[str, object]]] = []
        self.said = 0
        for tab in range(count):
            self.send(tab, "init", fields=FIELDS)

    def send(self, tab: int, name: str, after: int = 0, deliver: bool = True, **more: object) -> Browser:
        self.now += after
        for each in range(len(self.models)) if after else ():
            self._hand(each, {"type": "tick"})
        self._hand(tab, {"type": name, "fields": FIELDS, **more})
        return self.deliver() if deliver else self

    def _hand(self, tab: int, event: dict[str, object]) -> None:
        model, done = update.update(self.models[tab], {**event, "mono": self.now}, self.now, self.now)
        self.models[tab] = model
        for effect in done:
            if effect["do"] == "tell_tabs":
                news = {"type": "elsewhere", "call": effect["call"], "kept": effect["text"]}
                self.letters += [(other, news) for other in range(len(self.models)) if other != tab]

    def deliver(self) -> Browser:
        while self.letters:
            tab, news = self.letters.pop(0)
            self.said += 1
            assert self.said < 500, "they talk without end"
            self._hand(tab, news)
        return self

    def duplicate(self, tab: int) -> Browser:
        self.models.append(Model())
        return self.send(len(self.models) - 1, "init", kept=tabs.kept(self.models[tab], self.now))

    def timers(self) -> list[machine.Timer]:
        return [model.timer for model in self.models]


def pair() -> Browser:
    return Browser(1).send(0, "start").send(0, "tick", after=10 * SECOND).duplicate(0)


def alike(browser: Browser) -> bool:
    first, *others = (replace(machine.advance(timer, browser.now)[0], undo=()) for timer in browser.timers())
    return all(timer == first for timer in others)


@pytest.mark.parametrize("name", ["pause", "next", "add_minute", "pass_on", "end"])
@pytest.mark.parametrize("tab", [0, 1])
def test_what_is_tapped_in_one_tab_happens_in_the_other(name: str, tab: int) -> None:
    browser = pair()
    before = browser.timers()[0]
    browser.send(tab, name, after=SECOND, seconds=1)
    assert alike(browser) and browser.timers()[0] != before
    back = "take_back" if name == "end" else "back"
    browser.send(1 - tab, back, after=2 * SECOND)
    assert alike(browser) and browser.timers()[0].is_on


def test_a_pause_elsewhere_is_silent_and_lasts() -> None:
    browser = pair().send(1, "pause", after=SECOND)
    assert [timer.status for timer in browser.timers()] == [PAUSED, PAUSED]
    browser.send(0, "tick", after=5 * MINUTE)
    assert not browser.models[0].notices and alike(browser)


def test_a_tab_that_slept_hears_of_it_late_and_does_not_undo_it() -> None:
    browser = pair().send(1, "pause", after=SECOND, deliver=False)
    browser.send(1, "resume", after=MINUTE, deliver=False)
    browser.send(0, "add_minute", after=MINUTE)  # meanwhile somebody taps in the first, which knows of nothing
    assert alike(browser) and browser.timers()[0].lengths[0] == 4 * MINUTE


def test_a_new_tab_that_opens_an_old_link_gets_the_call_as_it_is_now() -> None:
    browser = Browser(1).send(0, "start").send(0, "share", after=5 * SECOND, **HANDED_ON)
    link = browser.models[0].link
    browser.send(0, "pause", after=10 * SECOND)
    browser.models.append(Model())
    browser.send(1, "init", after=MINUTE, fragment=link)
    assert [timer.status for timer in browser.timers()] == [PAUSED, PAUSED]
    assert browser.models[0].timer.left == browser.models[1].timer.left


def test_an_old_link_in_the_tab_of_the_call_asks_first(texts: Texts) -> None:
    played = Played().send("init", fields=FIELDS).send("start", fields=FIELDS)
    played.send("share", after=5 * SECOND, **HANDED_ON)
    link = played.model.link
    played.send("pause", after=10 * SECOND).send("link", after=MINUTE, fragment=link)
    assert played.model.timer.status == PAUSED
    shown = view.view(played.model, played.now, texts.part("timer"))
    assert shown["waiting"] == texts.say("timer.notice.old_link")
    assert played.send("accept", after=SECOND).model.timer.status == RUNNING


def test_two_calls_at_once_are_said_in_both_and_no_longer_when_one_is_over() -> None:
    browser = Browser(2).send(0, "start").send(1, "start", after=SECOND)
    told = [[notice.key for notice in model.notices] for model in browser.models]
    assert told == [["notice.other_call"], ["notice.other_call"]]
    assert browser.timers()[0].started != browser.timers()[1].started
    browser.send(1, "end", after=SECOND)
    assert not browser.models[0].notices and browser.timers()[0].is_on


def test_ended_and_planned_anew_in_one_the_other_stays_at_its_end() -> None:
    browser = pair().send(0, "end", after=SECOND).send(0, "reset", after=SECOND).send(0, "start", after=SECOND)
    assert [timer.status for timer in browser.timers()] == [RUNNING, ENDED]
    assert not any(model.notices for model in browser.models)


@pytest.mark.parametrize("kept", ["x", "call=1", "call=9", None, 5])
def test_what_no_tab_of_ours_says_changes_nothing(kept: object) -> None:
    browser = pair()
    before = browser.timers()
    for call in (before[0].started, "x", None, 1.5, -1):
        if kept is None and call == before[0].started:
            continue  # which would be the end
        browser.send(0, "elsewhere", call=call, kept=kept) if isinstance(kept, str) else None
    assert browser.timers() == before


ACTS = ["pause", "resume", "next", "back", "add_minute", "pass_on", "end", "take_back", "share"]


@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(ACTS), st.integers(1, 90)), max_size=15))
def test_whatever_is_tapped_where_all_tabs_have_the_same_call(course: list[tuple[int, str, int]]) -> None:
    browser = pair().duplicate(1)
    for tab, name, seconds in course:
        browser.send(tab, name, after=seconds * SECOND, seconds=-1, **HANDED_ON)
        assert alike(browser), (tab, name)


class Phones:
    """Two devices; `apart` is how far the second one's clock is ahead of the first one's."""

    def __init__(self, apart: int, **fields: str) -> None:
        self.apart = apart
        self.mine = Played().send("init", fields={**FIELDS, **fields}).send("start", fields={**FIELDS, **fields})
        self.theirs = Played(now=START + apart).send("init", fields=FIELDS)

    def go(self, milliseconds: int) -> Phones:
        self.mine.send("tick", after=milliseconds)
        self.theirs.send("tick", after=milliseconds)
        return self

    def pass_link(self, delay: int = 2 * SECOND) -> Phones:
        link = self.mine.send("share", **HANDED_ON).model.link
        self.go(delay).theirs.send("link", fragment=link)
        return self

    def now(self, typing: int = 7 * SECOND) -> Phones:
        """One person says "now", both tap; the first reads out, the second enters it a while later."""
        for phone in (self.mine, self.theirs):
            phone.send("step").send("mark", after=0)
        timer, at = self.mine.model.marked or (self.mine.model.timer, 0)
        self.go(typing).theirs.send(
            "match", fields={"segment": str(timer.index), "left": digits(machine.remaining(timer, at))}
        )
        return self

    def out_of_step(self) -> int:
        """Milliseconds by which the second shows more time left; their turns must be the same."""
        one, other = self.mine.model.timer, self.theirs.model.timer
        assert (one.index, one.status) == (other.index, other.status)
        return machine.remaining(other, self.theirs.now) - machine.remaining(one, self.mine.now)

    def said(self) -> list[str]:
        return [notice.key for notice in self.theirs.model.notices]


APART = [-24 * 60 * MINUTE, -200 * SECOND, -90 * SECOND, 90 * SECOND, 200 * SECOND, 60 * MINUTE]


@pytest.mark.parametrize("apart", APART)
def test_clocks_that_differ_are_noticed_and_mended_by_one_tap(apart: int, texts: Texts) -> None:
    phones = Phones(apart).go(8 * SECOND).pass_link()
    assert phones.said() == [match.AHEAD if apart < 0 else match.AGE]
    assert view.view(phones.theirs.model, phones.theirs.now, texts.part("timer"))["can_adjust"]
    phones.go(3 * SECOND).theirs.send("adjust")
    assert phones.out_of_step() == 2 * SECOND, "only what the link was on its way"
    assert not phones.said() and not phones.theirs.model.joined


@pytest.mark.parametrize("apart", [0, 500, -500, 5 * SECOND])
def test_clocks_that_agree_and_a_link_that_was_quick_need_no_word(apart: int) -> None:
    assert not Phones(apart).go(8 * SECOND).pass_link().said()


@pytest.mark.parametrize("apart", [0, *APART])
@pytest.mark.parametrize("past", [0, 300, 999])
def test_in_step_by_voice(apart: int, past: int, texts: Texts) -> None:
    phones = Phones(apart).go(8 * SECOND).pass_link().go(SECOND + past)
    phones.now()
    assert abs(phones.out_of_step()) <= SECOND // 2
    assert abs(phones.theirs.model.offset - apart) < SECOND
    shown = view.view(phones.theirs.model, phones.theirs.now, texts.part("timer"))
    assert not shown["more"] and not shown["step"] and not shown["marked"], "the time is what both look at then"


@pytest.mark.parametrize("apart", [-90 * SECOND, 90 * SECOND])
@pytest.mark.parametrize("ran", [100, 175, 200])
def test_in_step_by_voice_while_a_turn_ends_and_another_one_is_entered(apart: int, ran: int) -> None:
    """On one phone it is the first one's turn, on the other the second one's; and time goes on while they enter it."""
    phones = Phones(apart).go(8 * SECOND).pass_link().go(ran * SECOND - 10 * SECOND)
    if machine.GAP in (phones.mine.model.timer.status, phones.theirs.model.timer.status):
        phones.go(machine.GAP_MS + SECOND)
    phones.now(typing=20 * SECOND).go(10 * SECOND)
    assert abs(phones.out_of_step()) <= SECOND // 2


def test_whoever_shared_reads_out_and_the_other_one_enters(texts: Texts) -> None:
    phones = Phones(90 * SECOND).go(8 * SECOND).pass_link()
    for phone in (phones.mine, phones.theirs):
        phone.send("step", after=SECOND).send("mark", after=SECOND)
    mine, theirs = (view.view(it.model, it.now, texts.part("timer")) for it in (phones.mine, phones.theirs))
    assert (mine["can_enter"], theirs["can_enter"]) == (False, True)
    assert mine["marked"] == texts.say("timer.step.tell", who=texts.say("timer.turn.me"), left="2:48")
    assert "2:48" not in str(theirs["marked"]) and texts.say("timer.turn.other") in str(theirs["marked"])


@pytest.mark.parametrize("name", ["pause", "next", "add_minute"])
def test_what_was_marked_before_somebody_changed_the_call_counts_no_more(name: str) -> None:
    phones = Phones(90 * SECOND).go(8 * SECOND).pass_link()
    phones.theirs.send("step", after=SECOND).send("mark", after=SECOND)
    assert phones.theirs.model.marked
    phones.theirs.send(name, after=SECOND)
    assert not phones.theirs.model.marked and not phones.theirs.model.step
    back = Phones(0).go(8 * SECOND).mine.send("mark").leap(-60 * MINUTE)
    assert not back.model.marked, "nor one from before the clock was set"


@pytest.mark.parametrize("apart", APART)
@pytest.mark.parametrize("way", ["adjust", "by voice"])
def test_what_was_mended_holds_for_the_whole_call(apart: int, way: str) -> None:
    phones = Phones(apart).go(8 * SECOND).pass_link().go(SECOND)
    phones.theirs.send("adjust") if way == "adjust" else phones.now()
    off = phones.out_of_step()
    phones.mine.send("add_minute")
    phones.go(2 * SECOND).pass_link()  # shared again, after a change
    assert phones.out_of_step() == off and not phones.said()
    phones.go(5 * MINUTE)
    assert phones.out_of_step() == off, "and in the turn after"
    phones.theirs.send("add_minute", after=SECOND)
    phones.mine.now += SECOND
    back = phones.theirs.send("share", **HANDED_ON).model.link
    phones.go(SECOND).mine.send("link", fragment=back)
    assert phones.out_of_step() == off, "on the way back, too"
    assert not phones.mine.model.notices


def test_a_mended_difference_outlasts_a_reload_and_reaches_the_other_tab() -> None:
    phones = Phones(90 * SECOND).go(8 * SECOND).pass_link().go(SECOND)
    phones.theirs.send("adjust")
    kept = tabs.kept(phones.theirs.model, phones.theirs.now)
    again = Played(now=phones.theirs.now).send("init", fields=FIELDS, kept=kept)
    assert again.model.offset == phones.theirs.model.offset != 0
    browser = Browser(0)
    browser.now, browser.models = phones.theirs.now, [phones.theirs.model, Model()]
    link = phones.mine.send("share", **HANDED_ON).model.link
    browser.send(1, "init", after=SECOND, fragment=link)
    assert alike(browser) and browser.models[1].offset == again.model.offset


@pytest.mark.parametrize(
    ("text", "left"),
    [("2:50", 170), ("2.50", 170), (" 2:50 ", 170), ("250", 170), ("0:05", 5), ("05", 5), ("1:00:00", 3600),
     ("10000", 3600), ("+0:12", -12), ("+012", -12), ("12:03", 723), ("1203", 723), ("2 : 50", 170), ("60:00", 3600),
     ("", None), ("5", None), ("2:5", None), ("2:60", None), ("x", None), ("2:50x", None), ("-2:50", None),
     ("٢:٥٠", None), ("9" * 40, None)],
)  # fmt: skip
def test_time_left_as_people_copy_it(text: str, left: int | None) -> None:
    found = match.read_left(text)
    assert found == (None if left is None else left * SECOND)


@pytest.mark.parametrize("fields", [{"left": "soon"}, {"left": "5:00:01"}, {}, {"left": "9:00:00", "segment": "0"}])
def test_a_time_that_cannot_be_is_said_and_changes_nothing(fields: dict[str, str], texts: Texts) -> None:
    played = Played().send("init", fields=FIELDS).send("start", fields=FIELDS)
    before = played.model.timer
    played.send("match", after=SECOND, fields=fields)
    shown = view.view(played.model, played.now, texts.part("timer"))
    assert shown["match_problem"] and played.model.timer == before
    played.send("match", after=SECOND, fields={"left": "2:00", "segment": "1"})
    shown = view.view(played.model, played.now, texts.part("timer"))
    assert not shown["match_problem"] and shown["left"] == "2:00" and played.model.timer.index == 1


def test_minutes_that_were_added_there_are_taken_over() -> None:
    played = Played().send("init", fields=FIELDS).send("start", fields=FIELDS)
    played.send("match", after=SECOND, fields={"left": "3:40", "segment": "0"})
    assert machine.remaining(played.model.timer, played.now) == played.model.timer.lengths[0] == 220 * SECOND - 500
    kept = tabs.kept(played.model, played.now)
    assert Played(now=played.now).send("init", fields=FIELDS, kept=kept).model.timer == played.model.timer


@given(st.integers(0, 2), st.integers(-200, 220), st.integers(0, 400), st.booleans())
def test_wherever_one_is_set_to_the_call_stays_sound(index: int, left: int, ran: int, paused: bool) -> None:
    fields = {**FIELDS, "feedback": "on", "feedback_minutes": "3"}
    played = Played().send("init", fields=fields).send("start", fields=fields).send("tick", after=ran * SECOND)
    if paused:
        played.send("pause", after=SECOND)
    text = f"{'+' if left < 0 else ''}{abs(left) // 60}:{abs(left) % 60:02}"
    played.tapped("match", fields={"segment": str(index), "left": text})
    assert (played.model.timer.index, machine.remaining(played.model.timer, played.now)) == (index, left * SECOND - 500)
    kept = tabs.kept(played.model, played.now)
    again = Played(now=played.now).send("init", fields=fields, kept=kept)
    assert again.model.timer == played.model.timer, "and outlasts a reload"
    if index and not 0 < left <= 2:  # else the turn is over by then, and "back" leads into it
        assert played.tapped("back").model.timer.index == index - 1
