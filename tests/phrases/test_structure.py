"""The phrases that are there: every situation, in both languages alike, with a choice of tones."""

from __future__ import annotations

import re

import pytest

from helper.phrases.book import TONES
from helper.phrases.moments import IN_DANGER, MOMENTS, ON_CALL
from helper.phrases.request import FOLLOW_UPS
from helper.phrases.slots import GIVEN, SLOTS
from tests.conftest import ROOT
from tools.checks.phrases_structure import compare
from tools.sources import words
from tools.sources.phrasebook import Phrasebook

pytestmark = pytest.mark.runtime

type Sheets = dict[str, Phrasebook]

SITUATIONS = {
    "danger": ["own-danger", "suicide", "overdose", "help-now", "where-are-you"],
    "hard-moments": ["close-to-using", "own-relapse", "their-relapse", "no-sponsor"],
    "opening": ["good-time", "how-long", "my-limit", "which-format", "listen-or-feedback", "prayer-or-amends"],
    "during": ["before-advice", "one-minute-left", "both-share", "losing-focus", "stop-topic", "triggered", "overheard",
               "slower", "their-limit", "silence"],
    "boundaries": ["no-video", "personal-questions", "flirting", "pressure", "at-capacity", "not-the-fixer",
                   "angry-tone", "repeated-calls", "fewer-calls", "same-gender", "under-influence", "recorded", "money",
                   "secrets", "gossip", "medicines"],
    "ending": ["closing", "interrupting", "ending-now", "not-now", "no-more-calls"],
    "afterwards": ["thanks", "bookend-after", "not-answering", "blocking", "telling-someone", "reporting"],
    "group-chat": ["asking", "answering", "found-someone", "nobody-answered"],
    "messages": ["voicemail", "text-first"],
    "twelfth-step": ["first-words", "when-sober", "professional", "meeting", "not-alone", "relatives", "no-numbers",
                     "call-back", "read-back", "under-age"],
}  # fmt: skip


def test_the_languages_have_the_same_ids_slots_tones_and_card(sheets: Sheets) -> None:
    first, *others = sheets.values()
    for other in others:
        assert not compare(first, other)


def test_there_are_at_least_ninety_and_none_twice(sheets: Sheets) -> None:
    for language, sheet in sheets.items():
        texts = [phrase.text.casefold() for phrase in sheet.phrases()]
        assert len(texts) >= 90
        assert len(set(texts)) == len(texts), language
        assert len({phrase.id for phrase in sheet.phrases()}) == len(texts)


def test_every_situation_of_the_plan_is_there_in_its_phase(sheets: Sheets) -> None:
    for sheet in sheets.values():
        found = {phase.id: [it.id for it in phase.situations] for phase in sheet.phases}
        for phase, wanted in SITUATIONS.items():
            assert set(wanted) <= set(found[phase]), phase


def test_every_situation_leaves_a_choice_of_tone(sheets: Sheets) -> None:
    for sheet in sheets.values():
        for phase in sheet.phases:
            for it in phase.situations:
                assert len(it.phrases) >= 2 and len({phrase.tone for phrase in it.phrases}) >= 2, it.id


def test_where_a_limit_must_hold_all_three_tones_are_there(sheets: Sheets) -> None:
    for sheet in sheets.values():
        for phase in sheet.phases:
            for it in phase.situations:
                if phase.id in ("boundaries", "ending"):
                    assert {phrase.tone for phrase in it.phrases} == set(TONES), it.id


def test_every_moment_of_a_call_leads_to_situations_that_are_there(sheets: Sheets) -> None:
    there = {it.id for phase in sheets["en"].phases for it in phase.situations}
    assert {*IN_DANGER, *(name for names in MOMENTS.values() for name in names)} <= there
    assert set(MOMENTS) >= ON_CALL | {"after"}
    assert all(len(set(names)) == len(names) for names in MOMENTS.values())
    assert set(FOLLOW_UPS) <= {phrase.id for phrase in sheets["en"].phrases()}


def test_at_every_moment_of_a_call_silence_and_danger_are_offered(sheets: Sheets) -> None:
    (danger,) = [phase for phase in sheets["en"].phases if phase.id == "danger"]
    assert {"silence"} | {it.id for it in danger.situations} <= set(IN_DANGER)


def test_danger_is_the_first_part_and_silence_begins_with_whether_they_are_safe(sheets: Sheets) -> None:
    for sheet in sheets.values():
        assert sheet.phases[0].id == "danger"
        first = {it.id: it.phrases[0] for phase in sheet.phases for it in phase.situations}
        for situation in ("silence", "their-relapse", "under-influence"):
            assert first[situation].id == f"{situation}-safe" and first[situation].text.count("?"), situation


def test_phrases_are_short_enough_to_read_out(sheets: Sheets) -> None:
    for language, sheet in sheets.items():
        for phrase in sheet.phrases():
            assert len(phrase.text) <= 130 and len(phrase.text.split()) <= 24, (language, phrase.id)


def test_phrases_are_typed_as_the_language_does(sheets: Sheets) -> None:
    for language, sheet in sheets.items():
        for phrase in sheet.phrases():
            assert not re.search(r"""["'`*_<>]|\.\.\.|  """, phrase.text), (language, phrase.id)
            assert phrase.text[-1] in ".?", (language, phrase.id)


def test_german_phrases_say_du(sheets: Sheets) -> None:
    for phrase in sheets["de"].phrases():
        assert not re.search(r"(?<![.?] )(?<!^)\b(Sie|Ihnen|Ihr|Ihre|Ihren|Ihrer)\b", phrase.text), phrase.id


def test_messages_that_others_may_hear_name_no_fellowship(sheets: Sheets) -> None:
    names = re.compile(
        r"\b(AA|NA|CA|OA|SA|SAA|SLAA|ITAA|anonym\w*|recovery|Genesung|sober|nüchtern|meeting|Sponsor\w*)\b", re.I
    )
    for sheet in sheets.values():
        for phase in sheet.phases:
            if phase.id in ("messages", "group-chat"):
                for it in phase.situations:
                    assert not any(names.search(phrase.text) for phrase in it.phrases), it.id


def test_the_card_has_the_fifteen_most_needed(sheets: Sheets) -> None:
    for sheet in sheets.values():
        ids = [name for name, _ in sheet.card]
        assert len(ids) == len(set(ids)) == 15
        phases = {phrase.id: phase.id for phase in sheet.phases for it in phase.situations for phrase in it.phrases}
        assert {phases[name] for name in ids} >= {"opening", "during", "boundaries", "ending", "danger"}


def test_the_cards_emergency_numbers_are_those_of_the_danger_page(language: str) -> None:
    line = str(words.read(ROOT / "docs" / language)["phrases.card.emergency"])
    known = set(re.findall(r"tel:(\d+)", (ROOT / "docs" / language / "danger.md").read_text(encoding="utf-8")))
    # Where most readers of a language are:
    own = {"en": {"112", "999", "911", "000"}, "de": {"112", "110", "144", "133", "117"}}
    assert set(re.findall(r"\d+", line)) == own[language] <= known
    crisis = str(words.read(ROOT / "docs" / language)["phrases.card.crisis"])
    crisis = crisis.replace("116 123", "116123").replace("13 11 14", "131114")
    listening = {"en": {"116123", "142", "143", "988", "131114"}, "de": {"116123", "142", "143"}}
    assert set(re.findall(r"\d+", crisis)) == listening[language] <= known


def test_every_slot_has_its_words_in_every_language(language: str) -> None:
    texts = words.read(ROOT / "docs" / language)
    for slot in SLOTS:
        assert texts[f"phrases.slot.{slot}"] and texts[f"phrases.spoken.blank.{slot}"]
    for slot in GIVEN:
        assert texts[f"phrases.spoken.{slot}.unknown"]


def test_words_have_the_same_keys_and_slots_in_every_language() -> None:
    english, german = (
        {key: text for key, text in words.read(ROOT / "docs" / language).items() if key.startswith("phrases.")}
        for language in ("en", "de")
    )
    assert set(english) == set(german)
    for key, text in english.items():
        slots = [set(re.findall(r"\{(\w+)\}", str(each))) for each in (text, german[key])]
        assert slots[0] == slots[1], key
