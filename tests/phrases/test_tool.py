"""The tool as the page drives it: events in, effects and view out, in every language."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helper import app
from helper.phrases import book, search, view
from helper.phrases.model import Model
from helper.phrases.moments import IN_DANGER, MOMENTS, ON_CALL, TILES, WHEN_LOST
from helper.phrases.slots import SLOTS
from helper.phrases.update import HANDLERS, VOICES
from helper.phrases.view import CLOSING, MEDIUM_WORD, SHORT_WORD
from helper.sharing import CLOSED, OUTCOMES, REFUSALS
from helper.texts import Texts
from tests.junk import JUNK
from tests.mangled import MANGLES
from tests.phrases.conftest import BEFORE, Opened
from tests.timer.calls import FIELDS, MINUTE, START

pytestmark = pytest.mark.runtime

OTHER = {"en": "de", "de": "en"}


def text_of(opened: Opened, name: str, language: str) -> str:
    return opened.model.book.phrases[name].texts[language]


# Finding


def test_every_situation_offered_is_there_and_the_hardest_comes_first(opened: Opened) -> None:
    assert TILES[0] == "close-to-using"
    for name in {*TILES, *WHEN_LOST, *IN_DANGER, *(it for names in MOMENTS.values() for it in names)}:
        assert opened.model.book.situation(name), name


@pytest.mark.parametrize("moment", sorted(MOMENTS))
def test_while_a_call_runs_a_strip_offers_one_phrase_for_each_situation(opened: Opened, moment: str) -> None:
    opened.context["phase"] = moment
    shown = opened.shown
    assert shown["strip"] == (moment in ON_CALL) and shown["moment"]
    items: Any = shown["strip_items"]
    urgent: Any = shown["strip_urgent"]
    assert len(items) == len(MOMENTS[moment])
    assert len(urgent) == (len(IN_DANGER) if moment in ON_CALL else 0)
    for item in [*urgent, *items]:
        assert opened.send("show", **item["carry"]).shown["large"], "one tap"


def test_the_strip_prefers_the_wanted_tone(opened: Opened) -> None:
    opened.context["phase"] = "calm"
    for tone in ("gentle", "clear", "firm"):
        items: Any = opened.change(tone=tone).shown["strip_items"]
        for item in items:
            phrase = opened.model.book.phrases[item["carry"]["id"]]
            offered = {it.tone for it in opened.model.book.situation(phrase.situation).phrases}  # type: ignore[union-attr]
            assert phrase.tone == tone or tone not in offered


def test_a_search_shows_names_of_situations_first_then_sentences_then_what_stands_around_them(
    opened: Opened, language: str
) -> None:
    groups: Any = opened.change(query={"en": "stop", "de": "Rückfall"}[language]).shown["groups"]
    wanted = search.terms(opened.model.wants.query)
    ranks = [[search.rank(opened.model.index[it["carry"]["id"]], wanted) for it in it["choices"]] for it in groups]
    assert ranks == sorted(ranks, key=min) and all(each == sorted(each) for each in ranks)
    assert len({min(each) for each in ranks}) > 1, "the word is in more than one kind of place"
    title = opened.model.book.situations[-1].titles[language]
    groups = opened.change(query=title).shown["groups"]
    assert groups[0]["title"] == title


def test_a_blank_keeps_the_mark_that_follows_it(opened: Opened) -> None:
    kept = set()
    for phrase in opened.model.book.phrases:
        sides: Any = opened.send("show", id=phrase).shown["sides"]
        parts = sides[0]["parts"]
        for one, other in pairwise(parts):
            assert not (one["blank"] and other["part"][:1] in set(CLOSING)), phrase
        kept |= {it["part"] for it in parts if it["blank"]}
        assert "".join(it["blank"] + it["part"] for it in parts) == re.sub(r"[\[\]]", "", sides[0]["copied"]["text"])
    assert len(kept) > 1


@pytest.mark.parametrize("tone", ["gentle", "clear", "firm"])
def test_the_tone_filter_leaves_only_that_tone(opened: Opened, tone: str) -> None:
    ids = opened.change(query="video", tone=tone).ids
    assert ids and {opened.model.book.phrases[name].tone for name in ids} == {tone}


def test_nothing_in_a_tone_is_said(opened: Opened) -> None:
    assert not opened.change(query="sponsor isn", tone="firm").ids
    assert opened.shown["found"] == opened.texts.say("phrases.find.none_in_tone")


def test_browsing_lists_no_sentences_and_a_search_puts_the_tiles_away(opened: Opened) -> None:
    assert opened.shown["browsing"] and not opened.ids
    assert not opened.change(query="video").shown["browsing"]
    assert opened.change(query="  ").shown["browsing"]


@pytest.mark.parametrize(
    ("query", "name"),
    [("camera", "no-video-rather"), ("Kamera", "no-video-rather"), ("KAMERA", "no-video-rather"),
     ("room", "no-video-room"), ("zimmer", "no-video-room"), ("fur fachleute", "professional-doctor"),
     ("für Fachleute", "professional-doctor"), ("NUCHTERN", "when-sober-again"), ("dont do video", "no-video-hang-up"),
     ("don't do", "no-video-hang-up"), ("don’t, do!", "no-video-hang-up"), ("schrei mich", "angry-tone-shout"),
     ("schließ tur", "help-now-for-you"), ("schliess", "help-now-for-you"), ("kamera without", "no-video-rather")],
)  # fmt: skip
def test_a_search_finds_in_both_languages_at_once(opened: Opened, query: str, name: str) -> None:
    assert name in opened.change(query=query).ids


def test_what_was_found_only_in_the_other_language_is_shown_in_it_too(opened: Opened, language: str) -> None:
    query = {"en": "Kamera", "de": "camera"}[language]
    groups: Any = opened.change(query=query).shown["groups"]
    (choice,) = [it for group in groups for it in group["choices"] if it["carry"]["id"] == "no-video-rather"]
    assert (choice["mine_lang"], choice["theirs_lang"]) == (language, OTHER[language])
    assert choice["theirs"] == text_of(opened, "no-video-rather", OTHER[language])


def test_a_count_is_said_for_a_search_and_nothing_for_browsing(opened: Opened) -> None:
    assert opened.shown["found"] == ""
    assert opened.change(query="video").shown["found"]


@given(st.data())
def test_every_phrase_is_found_by_its_own_words(
    texts: Texts, data: dict[str, object], searched: Model, draw: st.DataObject
) -> None:
    opened = Opened(texts, data, model=searched)
    name = draw.draw(st.sampled_from(sorted(opened.model.book.phrases)))
    own = opened.model.book.phrases[name].texts[draw.draw(st.sampled_from(["en", "de"]))]
    words = [word for word in own.split() if "{" not in word]
    picked = draw.draw(st.lists(st.sampled_from(words), min_size=1, max_size=4))
    change = draw.draw(st.sampled_from([str.upper, str.lower, str.casefold, lambda text: f"  {text} "]))
    assert name in opened.change(query=change(" ".join(picked))).ids


@given(st.text(max_size=200))
def test_folding_is_stable_and_any_text_may_be_searched(text: str) -> None:
    assert search.normalized(search.normalized(text)) == search.normalized(text)
    wanted = search.terms(text)
    assert len(text) > search.MAX_QUERY or search.search({"it": {"en": f" {search.normalized(text)} "}}, wanted) == {
        "it"
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [("aufhören", "aufhoeren"), ("Rückfall", "Rueckfall"), ("Rückfall", "ruckfall"), ("116 123", "116123"),
     ("überfordert", "ueberfordert"), ("schließ", "schliess"), ("don’t", "dont")],
)  # fmt: skip
def test_the_same_word_written_otherwise_finds_the_same(opened: Opened, one: str, other: str) -> None:
    assert opened.change(query=one).ids == opened.change(query=other).ids


@pytest.mark.parametrize(
    ("query", "situation"),
    [("relapse", "own-relapse"), ("craving", "close-to-using"), ("scared", "own-danger"), ("Angst", "own-danger"),
     ("Rueckfall", "own-relapse"), ("struggling", "close-to-using"), ("panic", "triggered"), ("Panik", "triggered"),
     ("overdose", "overdose"), ("Überdosis", "overdose"), ("want to drink", "close-to-using"),
     ("stay with me", "close-to-using"), ("bleib bei mir", "own-danger"), ("ich brauche Hilfe", "own-danger"),
     ("I need help", "own-danger"), ("aufhoeren", "interrupting"), ("überfordert", "at-capacity")],
)  # fmt: skip
def test_a_situation_is_found_by_what_people_call_it(opened: Opened, query: str, situation: str) -> None:
    opened.change(query=query)
    assert not opened.shown["lost"]
    assert situation in {opened.model.book.phrases[name].situation for name in opened.ids}


def test_whole_words_come_before_parts_of_words(opened: Opened) -> None:
    for name in opened.change(query="no").ids:
        assert any(" no " in text for text in opened.model.index[name].values())
    assert opened.change(query="ideo").ids, "and parts before nothing"


@pytest.mark.parametrize("query", ["relapze", "Rückfal l", "qqqq", "zzz", "12345", "Ükzkz"])
def test_a_search_never_ends_in_nothing(opened: Opened, query: str) -> None:
    shown = opened.change(query=query, tone="firm").shown
    assert shown["groups"] and shown["found"]


def test_a_mistyped_word_leads_to_the_nearest(opened: Opened) -> None:
    shown = opened.change(query="overdoze").shown
    assert shown["lost"]
    assert "overdose" in {opened.model.book.phrases[name].situation for name in opened.ids}


# One phrase in large letters


def test_one_tap_shows_a_phrase_and_back_returns(opened: Opened, language: str) -> None:
    opened.send("show", id="no-video-room")
    assert opened.large == [text_of(opened, "no-video-room", language)]
    assert "focus" in opened.did
    opened.send("close")
    assert not opened.shown["large"] and "focus_back" in opened.did


def test_the_other_ways_to_say_it_are_beside_it_and_come_round(opened: Opened) -> None:
    situation = opened.model.book.situation("no-video")
    assert situation
    ids = [phrase.id for phrase in situation.phrases]
    opened.send("show", situation="no-video")
    seen = []
    for _ in ids:
        seen.append(opened.model.shown)
        heard = opened.send("next").shown["heard"]
        assert heard == opened.large[0], "told, because the focus stays where it is"
    assert seen == ids and opened.model.shown == ids[0]
    assert opened.send("previous").model.shown == ids[-1]
    assert opened.shown["any_other"] and not opened.send("change", fields={}).shown["heard"]


def test_beside_nothing_is_nothing(opened: Opened) -> None:
    for kind in ("next", "previous"):
        assert not opened.send(kind).shown["large"] and not opened.did
    assert not opened.send("show", situation="gone").shown["large"]


@pytest.mark.parametrize("tone", ["gentle", "clear", "firm"])
def test_a_situation_shows_the_wanted_tone_first_else_what_stands_first(opened: Opened, tone: str) -> None:
    for situation in opened.model.book.situations:
        first = opened.change().send("show", situation=situation.id).model.shown
        assert first == situation.phrases[0].id
        wanted = opened.change(tone=tone).send("show", situation=situation.id).model.shown
        offered = [it.id for it in situation.phrases if it.tone == tone]
        assert wanted == (offered or [first])[0]


def test_letters_are_smaller_the_more_there_are(opened: Opened) -> None:
    sizes = ["short", "medium", "long"]
    found = {}
    for phrase in opened.model.book.phrases:
        shown = opened.send("show", id=phrase).shown
        at, longest = sizes.index(str(shown["size"])), max(map(len, re.split(r"[\s-]+", opened.large[0])))
        assert at >= (longest > SHORT_WORD) + (longest > MEDIUM_WORD), "a long word fits on its line"
        sides: Any = shown["sides"]
        if longest <= SHORT_WORD and not any(part["blank"] for part in sides[0]["parts"]):
            found[len(opened.large[0])] = at
    assert [found[length] for length in sorted(found)] == sorted(found.values()) and set(found.values()) == {0, 1, 2}
    assert opened.change(theirs=OTHER[opened.texts.locale.language]).shown["size"] == "two"


def test_both_languages_stand_together_each_with_its_own(opened: Opened, language: str) -> None:
    other = OTHER[language]
    sides: Any = opened.change(theirs=other).send("show", id="no-video-room").shown["sides"]
    assert [side["lang"] for side in sides] == [language, other]
    assert opened.large == [text_of(opened, "no-video-room", code) for code in (language, other)]
    assert [side["aloud"]["language"] for side in sides] == [language, other]
    assert opened.shown["size"] == "two"


@pytest.mark.parametrize("theirs", ["", "fr", "xx", "en-GB", "💥"])
def test_a_language_that_is_not_there_changes_nothing(opened: Opened, theirs: str) -> None:
    assert len(opened.change(theirs=theirs).send("show", id="closing-good").large) == 1


def test_what_can_be_done_carries_the_phrase_as_it_reads(opened: Opened, language: str) -> None:
    opened.change(slot_name="Sam").send("show", id="good-time-moment")
    (side,) = opened.shown["sides"]  # type: ignore[misc]
    text = opened.large[0]
    assert "Sam" in text and side["copied"] == {"text": text} and side["aloud"] == {"text": text, "language": language}


# Links


def test_a_link_shows_its_phrase_and_leaving_clears_the_address(opened: Opened) -> None:
    opened.send("link", fragment="#say=ending-now-hang-up")
    assert opened.model.shown == "ending-now-hang-up"
    assert "clear_address" in opened.send("close").did


def test_a_link_is_followed_when_the_page_opens(texts: Texts, data: dict[str, object]) -> None:
    opened = Opened(texts, data).send("init", data=data, fields={}, fragment="#say=no-video-room")
    assert opened.model.shown == "no-video-room"


@pytest.mark.parametrize("mangle", MANGLES)
def test_a_link_to_a_phrase_outlives_its_way(opened: Opened, mangle: str) -> None:
    opened.send("link", fragment="#" + MANGLES[mangle]("say=ending-now-hang-up"))
    assert opened.model.shown == "ending-now-hang-up"


@pytest.mark.parametrize("name", ["gone", "", "<img src=x>", "no-video", "%00", "a" * 5000])
def test_a_link_to_a_phrase_that_is_gone_says_so(opened: Opened, name: str) -> None:
    opened.send("link", fragment=f"#say={name}")
    assert opened.shown["missing"] and not opened.shown["large"]
    assert view.announcement(opened.model, 0, opened.texts.part("phrases"))
    assert opened.shown["browsing"], "the rest goes on"
    assert not opened.send("show", id="closing-good").shown["missing"]


@pytest.mark.parametrize("fragment", ["", "#", "#3-3", "#call=1&x", "#zones=1", "#say-it", None, 7])
def test_links_for_other_tools_are_left_alone(opened: Opened, fragment: object) -> None:
    before = opened.model
    assert opened.send("link", fragment=fragment).model == before and not opened.effects


def test_the_link_to_copy_names_the_phrase_and_nothing_typed(opened: Opened) -> None:
    opened.change(slot_name="Sam").send("show", id="good-time-moment")
    assert opened.shown["link"] == {"fragment": "say=good-time-moment"}


# Blanks


@pytest.mark.parametrize(
    ("name", "context", "fields", "en", "de"),
    [
        ("good-time-minutes", {"preset": "3-3"}, {}, "6 minutes", "6 Minuten"),
        ("good-time-minutes", {"preset": "3-3-feedback-4"}, {}, "10 minutes", "10 Minuten"),
        ("good-time-minutes", {"preset": "3-3"}, {"slot_minutes": "1"}, "1 minute ", "1 Minute "),
        ("both-share-minutes", {"preset": "3-3"}, {}, "3 minutes", "3 Minuten"),
        ("which-format-timer", {"preset": "4-4"}, {}, "do 4/4?", "Passt dir 4/4?"),
        ("which-format-timer", {"preset": "3-3"}, {"slot_format": "open-15"}, "an open call", "ein offenes Gespräch?"),
        ("asking-format", {"preset": "open-15"}, {}, "for an open call? I", "für ein offenes Gespräch? I"),
        ("my-limit-stop", {"time": "15:05"}, {"slot_time": "9:05"}, "9:05", "09:05"),
        ("good-time-late", {"time": "15:05", "zone": "Rom"}, {}, "3:05", "15:05 Uhr, Zeitzone Rom"),
        ("not-now-day", {}, {"slot_day": "2"}, "Tuesday", "Dienstag"),
        ("voicemail-suits", {}, {"slot_name": " Ann  Lee ", "slot_number": "555"}, "Ann Lee", "Ann Lee"),
        ("asking-format", {"preset": "5-5", "zone": "CET"}, {"slot_zone": "EST"}, "(EST)", "(EST)"),
    ],
)  # fmt: skip
def test_blanks_are_filled_by_hand_else_from_the_other_tools(
    opened: Opened, language: str, name: str, context: dict[str, str], fields: dict[str, str], en: str, de: str
) -> None:
    opened.context = {"phase": "calm", **context}
    opened.change(theirs=OTHER[language], **fields).send("show", id=name)
    shown = dict(zip((language, OTHER[language]), opened.large, strict=True))
    assert en in shown["en"] and de in shown["de"]


def test_no_number_comes_from_a_timer_that_nobody_set(opened: Opened) -> None:
    opened.send("show", id="good-time-minutes")
    assert opened.context == BEFORE and opened.shown["blank"]
    for set_by_hand in ({"preset": "4-4"}, {"phase": "calm"}, {"phase": "after"}):
        opened.context = {**BEFORE, **set_by_hand}
        assert not opened.shown["blank"], set_by_hand


def test_an_empty_blank_is_seen_named_and_told(opened: Opened) -> None:
    opened.context = {}
    shown: Any = opened.send("show", id="voicemail-by").shown
    blanks = [part["blank"] for part in shown["sides"][0]["parts"] if part["blank"]]
    assert len(blanks) == 3 and all(blanks)
    assert shown["blank"] and shown["any_slot"]
    assert {slot for slot in SLOTS if shown[f"needs_{slot}"]} == {"name", "time", "number"}
    copied, aloud = shown["sides"][0]["copied"]["text"], shown["sides"][0]["aloud"]["text"]
    assert all(f"[{blank}]" in copied for blank in blanks)
    assert aloud.count("…") == 3 and "[" not in aloud


@pytest.mark.parametrize("phrase", ["help-now-dial", "help-now-abroad"])
def test_the_number_where_the_other_one_is_stands_in_both_languages(opened: Opened, phrase: str) -> None:
    opened.send("change", fields={"theirs": OTHER[opened.texts.locale.language]})
    opened.context = {}
    without: Any = opened.send("show", id=phrase).shown
    opened.context = {"emergency": "144"}
    known: Any = opened.send("show", id=phrase).shown
    for shown, there in ((without, False), (known, True)):
        assert len(shown["sides"]) == 2 and not shown["blank"] and not shown["any_slot"]
        for side in shown["sides"]:
            assert ("144" in side["copied"]["text"]) == ("144" in side["aloud"]["text"]) == there
            assert not set("{[") & set(side["copied"]["text"])


def test_a_voice_reads_a_format_as_its_numbers(opened: Opened) -> None:
    opened.context["preset"] = "3-3-feedback-4"
    (side,) = opened.send("show", id="which-format-timer").shown["sides"]  # type: ignore[misc]
    assert "3/3" in side["copied"]["text"] and "3 3" in side["aloud"]["text"] and "/" not in side["aloud"]["text"]


def test_the_present_time_is_no_appointment(opened: Opened) -> None:
    opened.context |= {"time": "15:05", "zone": "Rom"}
    assert opened.send("show", id="my-limit-stop").shown["blank"]


def test_minutes_of_the_timer_do_not_fill_a_hurried_goodbye(opened: Opened) -> None:
    assert opened.send("show", id="interrupting-second").shown["blank"]
    assert not opened.change(slot_minutes="2").shown["blank"]


@pytest.mark.parametrize(
    "fields",
    [{"slot_minutes": "0"}, {"slot_minutes": "241"}, {"slot_minutes": "3.5"}, {"slot_minutes": "٣"},
     {"slot_minutes": "9" * 99}, {"slot_minutes": "x"}, {"slot_time": "25:00"}, {"slot_time": "noon"}],
)  # fmt: skip
def test_what_cannot_fill_a_blank_says_why_and_is_not_used(opened: Opened, fields: dict[str, str]) -> None:
    before = opened.send("show", id="call-back-by").large
    assert opened.change(**fields).shown["slot_problem"]
    assert opened.large == before


def test_nothing_typed_outlives_the_field(opened: Opened) -> None:
    opened.change(slot_name="Quentin").send("show", id="good-time-moment")
    assert "Quentin" in opened.large[0]
    assert "Quentin" not in opened.change().large[0] and "Quentin" not in repr(opened.model)


# What the browser refuses


@pytest.mark.parametrize("what", [{"text": "the text"}, {"text": "the link", "fragment": "say=x"}])
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_what_became_of_copying_has_a_plain_answer(opened: Opened, outcome: str, what: dict[str, str]) -> None:
    opened.send("show", id="no-video-room").send("copy", outcome=outcome, **what)
    shown, said = opened.shown, view.announcement(opened.model, 0, opened.texts.part("phrases"))
    assert shown["outcome"] == said and bool(said) == (outcome != CLOSED)
    assert shown["by_hand"] == (what["text"] if outcome in REFUSALS else "")
    assert bool(opened.effects) == (outcome in REFUSALS), "what is to be copied by hand is selected"
    assert not opened.send("show", id="closing-good").shown["outcome"], "it belonged to the phrase before"


@pytest.mark.parametrize("outcome", sorted(VOICES))
def test_what_became_of_reading_aloud_has_one_too(opened: Opened, outcome: str) -> None:
    opened.send("show", id="no-video-room").send("speak", outcome=outcome)
    shown, said = opened.shown, view.announcement(opened.model, 0, opened.texts.part("phrases"))
    if outcome in ("speaking", "spoken"):
        assert shown["speaking"] == (outcome == "speaking") and not said and not shown["outcome"]
    else:
        assert shown["outcome"] == said != ""
    assert not opened.send("show", id="closing-good").shown["outcome"], "it belonged to the phrase before"


def test_an_unknown_outcome_changes_nothing(opened: Opened) -> None:
    assert opened.send("copy", outcome="exploded").shown["outcome"] == ""
    assert opened.send("speak", outcome="exploded").shown["outcome"] == ""


# The request


REQUESTS: list[tuple[dict[str, str], str, str]] = [
    ({"ask_format": "3-3", "ask_minutes": "15", "ask_zone": "CET"}, "3/3? 15 min, CET", "3/3? 15 Min., CET"),
    ({"ask_format": "3-3"}, "3/3? 6 min", "3/3? 6 Min."),
    ({}, "3/3? 6 min", "3/3? 6 Min."),
    ({"ask_format": "open-15", "ask_text_first": "on"}, "OR? 15 min, text first", "OR? 15 Min., erst schreiben"),
    ({"ask_format": "5-5", "ask_feedback": "on"}, "5/5? 10 min, with feedback", "5/5? 10 Min., mit Feedback"),
    ({"ask_format": "nonsense", "ask_zone": "  a\n b "}, "3/3? 6 min, a b", "3/3? 6 Min., a b"),
]


@pytest.mark.parametrize(("fields", "en", "de"), REQUESTS)
def test_a_request_in_its_short_form_in_either_language(
    opened: Opened, fields: dict[str, str], en: str, de: str
) -> None:
    for code, short in (("en", en), ("de", de)):
        messages: Any = opened.change(**fields, ask_language=code).shown["messages"]
        assert messages[1]["message"] == short
        assert {it["lang"] for it in messages} == {code}
        assert len(messages) == 4 and all(it["carry"] == {"text": it["message"]} for it in messages)


def test_every_choice_changes_the_message(opened: Opened) -> None:
    choices = [{}, {"ask_text_first": "on"}, {"ask_feedback": "on"}, {"ask_zone": "CET"}, {"ask_minutes": "20"},
               {"ask_format": "open-15"}, {"ask_format": "theme-15"}, {"ask_format": "bookend-20"}]  # fmt: skip
    seen = [opened.change(**fields).shown["messages"][0]["message"] for fields in choices]  # type: ignore[index]
    assert len(set(seen)) == len(choices)
    assert not any("{" in text for text in seen)


def test_the_zone_and_the_plan_come_from_the_other_tools(opened: Opened) -> None:
    opened.context = {"preset": "4-4-feedback-2", "zone": "CET"}
    messages: Any = opened.shown["messages"]
    assert messages[1]["message"].startswith("4/4? 10 min") or messages[1]["message"].startswith("4/4? 10 Min.")
    assert ", CET" in messages[1]["message"]
    assert opened.change(ask_feedback="on").shown["messages"] == messages, "its time is in the plan: it is asked for"


def test_nothing_is_asked_for_that_nobody_chose(opened: Opened) -> None:
    """A choice only adds to what is said without it."""
    opened.context = {"preset": "3-3"}
    plain: Any = opened.shown["messages"]
    asked: Any = opened.change(ask_feedback="on").shown["messages"]
    for before, after in zip(plain[:2], asked[:2], strict=True):  # in sentences, and in short
        assert after["message"] != before["message"]
        assert after["message"].startswith(before["message"])


@pytest.mark.parametrize("minutes", ["0", "241", "x", "-5", "1e2"])
def test_minutes_that_cannot_be_meant_are_told(opened: Opened, minutes: str) -> None:
    shown = opened.change(ask_minutes=minutes).shown
    assert shown["ask_problem"] and shown["messages"] == []


# As a part of the whole


def opened_app(texts: Texts, data: dict[str, object], **more: object) -> app.Answer:
    event = {"type": "init", "forms": {"timer": FIELDS, "phrases": {}}, "data": {"phrases": data}, **more}
    return app.answer(app.Model(), event, START, texts)


@pytest.fixture(scope="session")
def begun_app(texts: Texts, data: dict[str, object]) -> app.Model:
    return opened_app(texts, data).model


def test_the_running_timer_offers_what_fits_its_moment(texts: Texts, data: dict[str, object]) -> None:
    now = opened_app(texts, data)
    assert not now.view["phrases.strip"]
    now = app.answer(now.model, {"type": "timer.start", "fields": FIELDS}, START, texts)
    seen = [now.view["phrases.strip_items"]]
    for minutes in (2, 3):
        now = app.answer(now.model, {"type": "tick"}, START + minutes * MINUTE, texts)
        seen.append(now.view["phrases.strip_items"])
    first = [items[0]["carry"]["id"] for items in seen]  # type: ignore[index]
    assert first == ["my-limit-then-go", "one-minute-left-short", "both-share-minutes"]


def test_a_link_to_a_phrase_does_not_disturb_a_running_call(texts: Texts, data: dict[str, object]) -> None:
    now = opened_app(texts, data)
    now = app.answer(now.model, {"type": "timer.start", "fields": FIELDS}, START, texts)
    before = now.model.tools["timer"]
    now = app.answer(now.model, {"type": "link", "fragment": "#say=closing-good"}, START, texts)
    assert now.view["phrases.large"] and now.model.tools["timer"].timer == before.timer
    assert not now.view["timer.any_notice"]


def test_without_its_data_the_tool_shows_nothing_and_breaks_nothing(texts: Texts) -> None:
    opened = Opened(texts, {})
    for kind in HANDLERS:
        opened.send(kind, data={"languages": 3}, id="x", fragment="#say=x", fields={"query": "x"})
    assert not opened.shown["large"]


def test_a_phrase_that_one_language_lacks_is_shown_in_the_other(texts: Texts, data: Any, language: str) -> None:
    other = OTHER[language]
    fewer = json.loads(json.dumps(data))
    fewer["languages"][language]["phases"] = []
    opened = Opened(texts, fewer).send("init", data=fewer, fields={}).send("show", id="no-video-room")
    (side,) = opened.shown["sides"]  # type: ignore[misc]
    assert side["lang"] == other and opened.shown["large_title_lang"] == other
    assert opened.change(query="video").ids


def test_a_third_language_needs_no_code(texts: Texts, data: Any) -> None:
    more = json.loads(json.dumps(data))
    more["languages"]["nl"] = {**more["languages"]["de"], "name": "Nederlands"}
    opened = Opened(texts, more).send("init", data=more, fields={}).change(theirs="nl").send("show", id="closing-good")
    assert [side["lang"] for side in opened.shown["sides"]][1] == "nl"  # type: ignore[attr-defined]


FIELD_NAMES = ["query", "phase", "tone", "theirs", "ask_format", "ask_minutes", "ask_zone", "ask_language"]
FIELD_NAMES += [f"slot_{slot}" for slot in SLOTS]
EVENTS = st.fixed_dictionaries(
    {"type": st.sampled_from([f"phrases.{name}" for name in HANDLERS if name != "init"] + ["init", "link", "tick"])},
    optional={
        "fields": JUNK | st.dictionaries(st.sampled_from(FIELD_NAMES), st.text(max_size=20) | st.sampled_from(
            ["3-3", "12", "de", "gentle", "danger", "7", "video"])),
        "id": JUNK | st.sampled_from(["no-video-room", "voicemail-by"]), "fragment": JUNK | st.just("#say=thanks-good"),
        "outcome": JUNK | st.sampled_from(sorted({*OUTCOMES, *VOICES})),
        "data": JUNK, "text": JUNK, "language": JUNK, "forms": JUNK,
    },
)  # fmt: skip


@given(st.lists(EVENTS, max_size=8))
def test_no_event_whatever_it_holds_breaks_the_helper(
    texts: Texts, begun_app: app.Model, events: list[dict[str, object]]
) -> None:
    model = begun_app
    for event in events:
        now = app.answer(model, event, START, texts)
        model = now.model
        assert json.dumps(now.view) and json.dumps(now.effects)


@given(
    JUNK | st.fixed_dictionaries({"page": JUNK, "languages": st.dictionaries(st.text(max_size=3), JUNK, max_size=3)})
)
def test_any_data_give_a_book(data: object) -> None:
    made = book.read(data)
    assert isinstance(made, book.Book)
    assert search.index(made) == {} or made.phrases
    assert Model(book=made).shown == ""
