"""The published numbers themselves, against the sources that can be asked here."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import phonenumbers
import pytest
from babel.dates import format_date
from phonenumbers import shortnumberinfo

from helper.zones.names import normalized
from tests.conftest import ROOT
from tools.numbers import agreement, book, read, table
from tools.numbers.model import Book, Kind, Status
from tools.world import countries

ANDROID = ROOT.parent / "shared/data/emergency-numbers.tsv"


@pytest.fixture(scope="module")
def numbers() -> Book:
    return read()


@pytest.fixture(scope="module")
def zones() -> dict[str, tuple[str, ...]]:
    return countries.of_zones()


@pytest.fixture(scope="module")
def named(numbers: Book, language: str) -> dict[str, countries.Names]:
    return countries.names(ROOT / "docs" / language, numbers.countries)


def test_every_number_is_an_emergency_number_for_phonenumbers_or_says_why_it_stands(numbers: Book) -> None:
    for country in numbers.countries.values():
        for number in () if country.parent else (*country.ambulance, *country.police, *country.fire):
            known = shortnumberinfo.is_emergency_number(number, country.iso)
            assert known or country.decided, f"{country.iso} {number}"
    assert agreement.problems(numbers) == []


def test_a_country_has_a_number_that_two_sources_name_or_readers_are_told_who_says_what(numbers: Book) -> None:
    for country in numbers.countries.values():
        if country.ambulance:
            assert len({source.address for source in country.sources}) >= 2, country.iso
        elif country.status is Status.UNSURE:
            assert country.others and country.decided, country.iso
        else:
            assert country.status is Status.UNINHABITED, country.iso


@pytest.mark.parametrize("page", ["danger.md", "safety/misconduct.md"])
def test_a_page_dates_its_numbers_by_the_one_looked_at_longest_ago(numbers: Book, language: str, page: str) -> None:
    text = (ROOT / "docs" / language / page).read_text(encoding="utf-8")
    dialled = set(re.findall(r"tel:(\d+)", text))
    there = [numbers.countries[iso] for iso in ("GB", "IE", "US", "CA", "AU", "NZ", "DE", "AT", "CH")]
    listen = (Kind.CRISIS, Kind.CHILD)
    lines = [it for country in there for it in country.lines if it.kind in listen and it.dial in dialled]
    days = [it.checked for it in lines] + [it.checked for it in there if dialled & {*it.ambulance, *it.police}]
    assert len(lines) >= 7
    day = format_date(min(days), "long", locale={"en": "en_GB"}.get(language, language))
    assert text.count(day) == 1, f"{page} should say once that its numbers were last checked on {day}"


@pytest.mark.skipif(not ANDROID.exists(), reason="Android's data lies beside the project, and is not here")
def test_android_says_what_its_rows_say_it_says(numbers: Book) -> None:
    with ANDROID.open(encoding="utf-8") as file:
        rows = {row["iso"]: row for row in csv.DictReader(file, delimiter="\t")}
    assert rows.keys() <= numbers.countries.keys()
    for iso, row in rows.items():
        country = numbers.countries[iso]
        android = set(filter(None, row["ambulance (Android)"].split(",")))
        named = any(source.key == "android" for source in country.sources)
        assert not named or country.ambulance[0] in android, iso
        assert named or not country.ambulance or country.ambulance[0] not in android, f"{iso}: Android agrees"
        said = {source.key: number for source, number in country.others}.get("android")
        assert said is None or said in android, iso
        if row["agreement"] == "both" and not android & set(country.ambulance):
            assert country.decided, f"{iso} goes against both sources and does not say why"


def test_what_is_agreed_is_first_for_the_countries_whose_numbers_everybody_knows(numbers: Book) -> None:
    known = {"AT": "144", "AR": "107", "AU": "000", "CH": "144", "DE": "112", "GB": "999", "NZ": "111", "US": "911"}
    assert {iso: numbers.countries[iso].ambulance[0] for iso in known} == known
    assert numbers.countries["DE"].police[0] == "110"


@pytest.mark.parametrize("iso", ["RE", "PR", "IM", "HK", "GG", "JE", "AX", "FO", "GL", "GP", "XK", "SX", "BQ"])
def test_a_territory_has_its_own_row(numbers: Book, iso: str) -> None:
    assert numbers.countries[iso].ambulance and not numbers.countries[iso].parent


def test_a_territory_without_a_row_of_its_own_has_its_parent_s_numbers(numbers: Book) -> None:
    canary, spain = numbers.countries["IC"], numbers.countries["ES"]
    assert canary.parent == "ES" and canary.ambulance == spain.ambulance and canary.iso == "IC"


def test_every_crisis_line_has_two_sources_and_a_number_that_can_be_dialled(numbers: Book) -> None:
    for line in numbers.lines:
        assert len({source.address for source in line.sources}) >= 2, line.number
        assert re.fullmatch(r"\*?\d{3,15}", line.dial), line.number
        whole = len(line.dial.strip("*")) >= agreement.WHOLE
        parsed = phonenumbers.parse(line.dial.strip("*"), line.country)
        assert not whole or phonenumbers.is_valid_number_for_region(parsed, line.country), line.number


def test_what_a_second_look_did_not_confirm_is_not_published(numbers: Book) -> None:
    published = {(line.country, line.dial) for line in numbers.lines}
    assert ("AT", "142") in published and ("CH", "142") not in published
    assert not published & {("DK", "70201201"), ("EG", "16328"), ("IR", "1480"), ("KE", "1199"), ("JP", "0357740992")}


def test_every_zone_that_a_device_may_name_leads_to_countries_that_have_a_row(
    numbers: Book, zones: dict[str, tuple[str, ...]]
) -> None:
    assert {iso for isos in zones.values() for iso in isos} <= numbers.countries.keys()
    assert zones["Asia/Calcutta"] == zones["Asia/Kolkata"] == ("IN",)
    assert zones["America/Virgin"] == ("VI",), "not Puerto Rico, whose clock it shares"
    assert zones["Europe/Jersey"] == ("JE",) and zones["Indian/Reunion"] == ("RE",)
    assert zones["Europe/Oslo"] == ("NO",), "not Germany, though the tz database links them"
    assert len(zones["Europe/Belgrade"]) == 2, "Kosovo uses it too: the reader is asked"
    assert not zones.keys() & {"UTC", "Etc/UTC", "Etc/GMT+3", "CET", "EST"}


@pytest.mark.parametrize(
    ("typed", "isos"),
    [
        ("Congo", {"CD", "CG"}),
        ("Korea", {"KP", "KR"}),
        ("Guinea", {"GN", "GQ", "GW", "PG"}),
        ("Kongo", {"CD", "CG"}),
        ("UK", {"GB"}),
        ("England", {"GB"}),
        ("Holland", {"NL"}),
        ("Österreich", {"AT"}),
        ("Réunion", {"RE"}),
        ("Kosovo", {"XK"}),
        ("USA", {"US"}),
    ],
)
def test_a_name_means_every_country_that_has_it(typed: str, isos: set[str], numbers: Book) -> None:
    found = set()
    for folder in ("en", "de"):
        for iso, names in countries.names(ROOT / "docs" / folder, numbers.countries).items():
            if any(re.search(rf"(?<!\w){re.escape(normalized(typed))}(?!\w)", name) for name in names.folded):
                found.add(iso)
    assert found >= isos and (len(isos) > 1 or found == isos)


def test_every_country_has_a_name_in_every_language(named: dict[str, countries.Names]) -> None:
    assert all(len(names.shown) > 2 for names in named.values())
    shown = [names.shown for names in named.values()]
    assert len(shown) == len(set(shown)), "two countries look the same"


def test_the_tables_in_the_repository_are_those_of_the_data(numbers: Book, tmp_path: Path) -> None:
    assert table.problems(numbers) == []
    stale = tmp_path / "NUMBERS.md"
    stale.write_text(table.PAGE.read_text(encoding="utf-8").replace("| 144", "| 145"), encoding="utf-8")
    stale.write_text(stale.read_text(encoding="utf-8").replace(table.END, f"more\n{table.END}"), encoding="utf-8")
    (problem,) = table.problems(numbers, stale)
    assert "make numbers" in problem.text
    assert table.current(stale, numbers) == table.PAGE.read_text(encoding="utf-8")


def test_the_rooms_of_the_data_hold_no_word_that_would_have_to_be_translated() -> None:
    """Readers see names of services and of sources, numbers and codes; `decided` is for maintainers only."""
    fields = set(book.LINE_FIELDS) | set(book.FIELDS)
    assert not fields & {"note", "comment", "text", "description"}
