"""What readers are shown of each country: the right numbers, in their language, and all that people type for it."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.exceptions import PluginError

from tests.built import hook_of_the_build
from tests.conftest import ROOT
from tools.numbers import NumbersError, finder, read
from tools.numbers.hours import parse
from tools.numbers.model import Book, Kind, Status
from tools.numbers.shown import SERVICES, Shown, ShownCountry
from tools.sources import words
from tools.world import countries


@pytest.fixture(scope="module")
def numbers() -> Book:
    return read()


@pytest.fixture(scope="module")
def shown(numbers: Book, language: str) -> Shown:
    names = {code: countries.names(ROOT / "docs" / code, numbers.countries) for code in ("en", "de")}
    return Shown(numbers, language, words.read(ROOT / "docs" / language), names, countries.of_zones())


@pytest.fixture(scope="module")
def by_iso(shown: Shown) -> dict[str, ShownCountry]:
    return {country.iso: country for country in shown.countries}


def test_every_service_of_every_country_has_its_first_number_and_no_other_country_s(
    numbers: Book, by_iso: dict[str, ShownCountry]
) -> None:
    assert by_iso.keys() == numbers.countries.keys()
    for iso, country in numbers.countries.items():
        own = {service: getattr(country, service) or country.ambulance for service in SERVICES}
        buttons = by_iso[iso].emergency
        for service, known in own.items():
            assert {it.number for it in buttons if service in it.services} == set(known), iso
        firsts = {known[0] for known in own.values() if known}
        assert {it.number for it in buttons[: len(firsts)]} == firsts, f"{iso}: the first numbers come first"


@pytest.mark.parametrize(
    ("iso", "told"),
    [
        ("DE", [("112", SERVICES), ("110", ("police",))]),
        ("US", [("911", SERVICES)]),
        ("AT", [("144", ("ambulance",)), ("133", ("police",)), ("122", ("fire",)), ("112", SERVICES)]),
        ("AF", [("119", ("police",))]),
        ("PN", []),
    ],
)
def test_a_number_stands_once_with_all_that_it_is_for(
    by_iso: dict[str, ShownCountry], iso: str, told: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert [(it.number, it.services) for it in by_iso[iso].emergency] == told
    assert all(it.label and "{" not in it.label for it in by_iso[iso].emergency)


def test_where_nobody_is_sure_each_source_is_told(numbers: Book, by_iso: dict[str, ShownCountry]) -> None:
    for iso, country in numbers.countries.items():
        said = by_iso[iso].said
        assert bool(said) == (country.status is Status.UNSURE), iso
        for (source, number), line in zip(country.others if said else (), said, strict=True):
            assert source.name in line and (number in line) == number.isdecimal()


def test_lines_say_when_they_answer_and_in_which_language(
    numbers: Book, shown: Shown, by_iso: dict[str, ShownCountry]
) -> None:
    for line in numbers.lines:
        (own,) = [it for it in by_iso[line.country].lines if it.dial == line.dial and it.number == line.number][:1]
        facts = ", ".join(own.facts)
        assert "{" not in facts and shown.checked <= line.checked
        assert bool(own.hours) == bool(line.hours)
        assert all(it == "mul" or str(shown.locale.languages[it]) in facts for it in line.languages)
        assert own.is_crisis == (line.kind is Kind.CRISIS)


def test_no_number_was_looked_at_before_the_day_that_is_told(numbers: Book, shown: Shown) -> None:
    days = {it.checked for it in (*numbers.lines, *numbers.countries.values())}
    assert shown.checked == min(days)


def test_who_has_lines_that_few_have_is_listed(numbers: Book, shown: Shown) -> None:
    told = {sort: {country.iso for country in countries} for sort, countries in shown.by_sort.items()}
    assert "crisis" not in told
    assert told.pop("text") == {it.country for it in numbers.lines if it.text}
    assert told == {sort: {it.country for it in numbers.lines if it.kind == sort} for sort in told}
    assert told.keys() == {it.kind.value for it in numbers.lines} - {"crisis"}


@pytest.mark.parametrize(
    ("text", "en", "de"),
    [
        ("24/7", "Day and night", "Tag und Nacht"),
        ("Mo-Fr 09:00-17:00", "Mon–Fri 9:00\u202fAM–5:00\u202fPM", "Mo–Fr 09:00–17:00"),
        ("Mo-Su 18:00-02:00", "Daily 6:00\u202fPM–2:00\u202fAM", "Täglich 18:00–02:00"),
        ("Sa,Su 10:00-24:00", "Sat, Sun 10:00\u202fAM–12:00\u202fAM", "Sa, So 10:00–00:00"),
    ],
)
def test_hours_are_written_as_the_language_writes_them(shown: Shown, text: str, en: str, de: str) -> None:
    assert shown.hours(parse(text)) == {"en": en, "de": de}[shown.language]
    assert shown.hours(()) == ""


@pytest.mark.parametrize(
    ("iso", "typed"),
    [
        ("GB", ["uk", "england", "vereinigtes konigreich"]), ("NL", ["holland", "niederlande"]),
        ("MM", ["burma", "birma"]), ("AT", ["osterreich", "austria"]), ("RE", ["reunion"]), ("XK", ["kosovo"]),
        ("CI", ["ivory coast"]), ("CD", ["congo", "kongo"]), ("CG", ["congo", "kongo"]), ("KR", ["korea"]),
    ],
)  # fmt: skip
def test_a_country_is_found_by_what_people_call_it_in_either_language(
    by_iso: dict[str, ShownCountry], iso: str, typed: list[str]
) -> None:
    assert set(typed) <= set(by_iso[iso].searched)


def test_a_zone_means_the_countries_that_use_it(by_iso: dict[str, ShownCountry]) -> None:
    zones = ("Europe/Vienna", "Europe/Belgrade", "Asia/Jerusalem", "Etc/UTC", "Asia/Calcutta")
    meant = {zone: {iso for iso, it in by_iso.items() if zone in it.zones} for zone in zones}
    assert meant == {
        "Europe/Vienna": {"AT"}, "Europe/Belgrade": {"RS", "XK"}, "Asia/Jerusalem": {"IL", "PS"}, "Etc/UTC": set(),
        "Asia/Calcutta": {"IN"},
    }  # fmt: skip


def test_the_list_is_by_alphabet_and_nobody_is_left_out(shown: Shown) -> None:
    listed = [it.iso for each in shown.by_letter.values() for it in each]
    assert sorted(listed) == sorted(it.iso for it in shown.countries)
    assert list(shown.by_letter) == sorted(shown.by_letter)
    assert {letter for letter in shown.by_letter if not "A" <= letter <= "Z"} == set(), "ids of headings"


def test_a_city_s_name_stands_with_every_country_that_has_one(numbers: Book) -> None:
    found = finder.cities(ROOT / "docs")
    meant = {name: isos.split() for isos, names in found.items() for name in names}
    assert meant["Wien"] == ["AT"] and meant["Köln"] == ["DE"] and meant["Cologne"] == ["DE"]
    assert meant["Vienna"][0] == "AT" and "US" in meant["Vienna"]
    assert {"LY", "LB"} <= set(meant["Tripoli"]) and {"IN", "PK"} <= set(meant["Hyderabad"])
    assert any(len(isos) >= 3 for isos in meant.values())
    assert {iso for isos in meant.values() for iso in isos} <= numbers.countries.keys()


def test_the_card_has_a_country_s_numbers_and_only_crisis_lines_that_can_be_called(
    numbers: Book, shown: Shown, by_iso: dict[str, ShownCountry]
) -> None:
    for iso, country in by_iso.items():
        line = shown.on_card(country)
        assert line.startswith(country.name)
        assert all(it.number in line for it in country.emergency)
        own = {it.number for it in numbers.countries[iso].lines if it.kind is Kind.CRISIS and not it.text}
        told = shown.lines_on_card(country)
        assert bool(told) == bool(own) and sum(number in told for number in own) >= min(3, len(own))
    assert "116 123" in shown.lines_on_card(by_iso["DE"])
    assert "142" in shown.lines_on_card(by_iso["AT"]) and "142" not in shown.lines_on_card(by_iso["DE"])


def test_what_the_card_says_without_scripts_is_true(numbers: Book, language: str) -> None:
    """Its words are written by hand: each number in them is one of the data."""
    texts = words.read(ROOT / "docs" / language)
    known = {it.number for it in numbers.lines} | {
        number for it in numbers.countries.values() for number in (*it.ambulance, *it.police)
    }
    told = re.findall(r"\d[\d ]*\d", f"{texts['phrases.card.emergency']} {texts['phrases.card.crisis']}")
    assert len(told) >= 6 and set(told) <= known


def test_the_build_refuses_data_that_is_not_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    hook: Any = hook_of_the_build("numbers")

    def broken() -> Book:
        raise NumbersError("data/emergency.yml:7: this is wrong")

    monkeypatch.setattr(hook.numbers, "read", broken)
    plugin = SimpleNamespace(
        building=False, config=SimpleNamespace(languages=[SimpleNamespace(locale="en")]), default_language="en"
    )
    with pytest.raises(PluginError, match=r"emergency\.yml:7"):
        hook.on_pre_build(config=SimpleNamespace(plugins={"i18n": plugin}, docs_dir=str(ROOT / "docs")))
