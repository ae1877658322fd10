"""Finding a place: by city, country, zone, offset, abbreviation; and what is never guessed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helper.texts import Texts
from helper.zones import clocks, guess
from helper.zones.guess import AREA, CITY, DIALLED, MOST, OFFSET, SHORT, ZONE, guesses, only, tells_country
from helper.zones.places import Index, Place, offset_name, short_name
from helper.zones.sentences import Speech
from tests.zones.people import NOW, utc

pytestmark = pytest.mark.runtime

# What people type; the zone it leads to, alone.
ONE = [
    ("München", "Europe/Berlin"), ("munchen", "Europe/Berlin"), ("MUENCHEN", "Europe/Berlin"),
    ("Munich", "Europe/Berlin"),
    ("Wien", "Europe/Vienna"), ("Kapstadt", "Africa/Johannesburg"), ("cape town", "Africa/Johannesburg"),
    ("Köln", "Europe/Berlin"), ("Cologne", "Europe/Berlin"), ("koeln", "Europe/Berlin"), ("Zürich", "Europe/Zurich"),
    ("zuerich", "Europe/Zurich"), ("Genf", "Europe/Zurich"), ("Mailand", "Europe/Rome"), ("Praha", "Europe/Prague"),
    ("Sao Paulo", "America/Sao_Paulo"), ("Łódź", "Europe/Warsaw"), ("lodz", "Europe/Warsaw"),
    ("St. Gallen", "Europe/Zurich"), ("st gallen", "Europe/Zurich"), ("  new   york ", "America/New_York"),
    ("Neu Delhi", "Asia/Kolkata"), ("Vancouver, Canada", "America/Vancouver"), ("Vancouver, WA", "America/Los_Angeles"),
    ("Portland, OR, USA", "America/Los_Angeles"), ("London, Kanada", "America/Toronto"),
    ("Deutschland", "Europe/Berlin"), ("germany", "Europe/Berlin"), ("Österreich", "Europe/Vienna"),
    ("Indien", "Asia/Kolkata"), ("UK", "Europe/London"), ("England", "Europe/London"),
    ("Kalifornien", "America/Los_Angeles"),
    ("Europe/Berlin", "Europe/Berlin"), ("america/argentina/ushuaia", "America/Argentina/Ushuaia"),
    ("UTC", "UTC+00:00"), ("UTC+2", "UTC+02:00"), ("gmt-5", "UTC-05:00"), ("+5:30", "UTC+05:30"),
    ("utc−03:30", "UTC-03:30"),
    ("UTC+0545", "UTC+05:45"), ("Asia/Kathmandu", "Asia/Kathmandu"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "zone"), ONE)
def test_a_name_that_can_be_only_one_is_taken(index: Index, typed: str, zone: str) -> None:
    found = only(index, typed, NOW)
    assert found is not None and found.place.zone == zone


# What can be several; some zones that must be among the choices.
SEVERAL = [
    ("CST", {"America/Chicago", "Asia/Shanghai", "America/Havana", "America/Mexico_City"}),
    ("IST", {"Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"}), ("ist", {"Asia/Kolkata", "Europe/Istanbul"}),
    ("BST", {"Europe/London", "Asia/Dhaka"}), ("EST", {"America/New_York"}),
    ("PST", {"America/Los_Angeles", "Asia/Manila"}),
    ("MST", {"America/Phoenix"}), ("GMT", {"Europe/London", "Africa/Abidjan"}), ("MEZ", {"Europe/Berlin"}),
    ("Canada", {"America/Toronto", "America/Vancouver", "America/St_Johns"}), ("Kanada", {"America/Vancouver"}),
    ("USA", {"America/New_York", "America/Denver", "Pacific/Honolulu"}), ("Russland", {"Europe/Moscow"}),
    ("Australia", {"Australia/Sydney", "Australia/Darwin"}), ("Mexico", {"America/Mexico_City"}),
    ("Spanien", {"Europe/Madrid", "Atlantic/Canary"}), ("Portugal", {"Europe/Lisbon", "Atlantic/Azores"}),
    ("Texas", {"America/Chicago", "America/Denver"}), ("Georgia", {"Asia/Tbilisi", "America/New_York"}),
    ("Vancouver", {"America/Vancouver", "America/Los_Angeles"}), ("London", {"Europe/London", "America/Toronto"}),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "zones"), SEVERAL)
def test_what_can_be_several_leads_to_a_choice_and_never_to_a_guess(index: Index, typed: str, zones: set[str]) -> None:
    assert only(index, typed, NOW) is None
    rules = {clocks_like(zone) for zone in zones}
    found = {clocks_like(it.place.zone) for it in guesses(index, typed, NOW)}
    assert rules <= found


def clocks_like(zone: str) -> tuple[int, ...]:
    """What a zone's clock does in two years: Shanghai's is as good as Taipei's."""
    return tuple(clocks.offset(at, zone) for at in range(utc("2026-01-01"), utc("2028-01-01"), 7 * 86_400_000))


@pytest.mark.parametrize(
    "typed", ["", "   ", "xyzzy", "+15", "UTC-13", "UTC+5:99", "??", "x" * 100, "\n", "0", "é", "<b>"]
)
def test_what_means_nothing_finds_nothing_by_itself(index: Index, typed: str) -> None:
    assert only(index, typed, NOW) is None


def test_kinds_are_told_apart(index: Index) -> None:
    assert {it.kind for it in guesses(index, "Kanada", NOW)} == {AREA}
    assert [it.kind for it in guesses(index, "BST", NOW)][:3] == [SHORT] * 3
    offsets = guesses(index, "UTC+5:45", NOW)
    assert offsets[0] == guess.Guess(Place("UTC+05:45"), OFFSET)
    assert {it.place.zone for it in offsets[1:]} == {"Asia/Kathmandu"}, "the places that are there now"


@pytest.mark.parametrize(
    ("typed", "code", "country"), [("+1", "1", "US"), ("+49", "49", "DE"), ("0043 1 5", "43", "AT")]
)
def test_a_dialling_code_is_no_offset_without_asking(index: Index, typed: str, code: str, country: str) -> None:
    found = guesses(index, typed, NOW)
    assert found[0].kind == DIALLED and found[0].given == code
    assert index.cities[found[0].place.city].country == country
    assert only(index, typed, NOW) is None
    assert [it.place.zone for it in found if it.kind == OFFSET] == (["UTC+01:00"] if typed == "+1" else [])


@pytest.mark.parametrize(
    ("typed", "code", "countries", "further"),
    [
        ("+1", "1", {"US", "CA"}, True), ("001", "1", {"US", "CA"}, True), ("+1 (876) 555", "1876", {"JM"}, False),
        ("+7", "7", {"RU", "KZ"}, False), ("+77", "77", {"KZ"}, False), ("0044 20", "44", {"GB", "GG", "JE"}, False),
        ("+383", "383", {"XK"}, False), (" +39 06698", "3906698", {"VA"}, False), ("+358-18", "35818", {"AX"}, False),
    ],
)  # fmt: skip
def test_a_dialling_code_belongs_to_the_countries_that_have_it(
    index: Index, typed: str, code: str, countries: set[str], further: bool
) -> None:
    found = guess.dialled(index, typed)
    assert found and (found.code, set(found.countries), bool(found.further)) == (code, countries, further)
    offered = {index.cities[it.place.city].country for it in guesses(index, typed, NOW) if it.kind == DIALLED}
    assert offered and offered <= countries


@pytest.mark.parametrize("typed", ["", "+", "00", "49", "+5", "+999", "UTC+1", "Berlin", "+٤٩"])
def test_what_is_no_dialling_code_is_not_taken_for_one(index: Index, typed: str) -> None:
    assert guess.dialled(index, typed) is None
    assert not any(it.kind == DIALLED for it in guesses(index, typed, NOW))


@given(st.text(alphabet="+0123456789 ()/-", max_size=20))
def test_every_number_is_a_code_of_its_countries_or_of_none(index: Index, typed: str) -> None:
    found = guess.dialled(index, typed)
    if found:
        assert found.countries
        assert re.sub(r"\D", "", typed).removeprefix("00").startswith(found.code)


def test_a_code_that_several_share_does_not_say_in_which_country_somebody_is(index: Index) -> None:
    """Emergency numbers hang on it."""
    for typed, told in (("+49", True), ("+1", False), ("+7", False), ("+44", False), ("+1876", True)):
        assert {tells_country(index, it) for it in guesses(index, typed, NOW) if it.kind == DIALLED} == {told}, typed


def test_a_city_that_is_not_known_leads_to_the_times_of_its_region(index: Index) -> None:
    found = guesses(index, "Elora, Ontario", NOW)
    assert found and {it.given for it in found} == {"CA-ON"}
    assert only(index, "Elora, Ontario", NOW) is None


def test_regions_are_called_as_the_language_does(index: Index) -> None:
    names = {index.area("DE-BY", language) for language in ("en", "de")}
    assert names == {"Bavaria, Germany", "Bayern, Deutschland"}


def test_a_country_asks_for_each_of_its_times_and_names_cities(index: Index) -> None:
    found = guesses(index, "USA", NOW)
    assert len({clocks_like(it.place.zone) for it in found if it.kind == AREA}) >= 8
    assert all(index.cities[it.place.city].country == "US" for it in found if it.kind == AREA)
    assert all(it.cities for it in found[:5])


def test_larger_cities_come_first(index: Index) -> None:
    found = guesses(index, "ma", NOW)
    numbers = [it.place.city for it in found if it.kind == CITY and not it.exact]
    assert len(found) == MOST and len(numbers) > 5 and numbers == sorted(numbers)


def test_names_are_those_of_the_language(index: Index) -> None:
    names = {language: index.label(place(index, "Munich"), language) for language in ("en", "de")}
    assert names == {"en": "Munich, Germany", "de": "München, Deutschland"}
    assert index.label(place(index, "Cape Town"), "de").startswith("Kapstadt, ")
    assert index.label(place(index, "Vancouver, WA"), "en") == "Vancouver, WA, USA"
    assert index.label(Place("UTC-03:30"), "de") == "UTC−3:30"


def place(index: Index, typed: str) -> Place:
    found = only(index, typed, NOW)
    assert found
    return found.place


def test_every_place_has_a_clock_and_is_read_back(index: Index) -> None:
    for number in range(len(index.cities)):
        here = index.of_city(number)
        assert index.place(here.key) == here
    for zone in index.zones:
        clocks.clock(zone)
        here = index.of_zone(zone) or Place("")
        assert here.zone == zone and index.place(here.key) == here


def test_every_zone_that_people_live_in_has_a_city(index: Index) -> None:
    lived_in = {
        zone for zone in index.zones if "/" in zone and not zone.startswith(("Etc/", "US/", "Canada/", "Brazil/"))
    }
    lacking = [zone for zone in lived_in if (index.of_zone(zone) or Place("")).city < 0]
    assert not lacking


def test_the_data_are_those_of_the_zone_files(index: Index) -> None:
    assert index.version[:4].isdigit() and len(index.cities) > 5_000
    assert set(index.names) == set(index.countries) == {"en", "de"}


@pytest.mark.parametrize(
    "key", ["", "Nowhere/Atall", "Europe/Berlin@", "Europe/Berlin@x", "Europe/Berlin@-1", "Europe/Berlin@9999999", "@5"]
)
def test_a_key_that_is_none_gives_no_place(index: Index, key: str) -> None:
    assert index.place(key) is None


@pytest.mark.parametrize(
    ("seconds", "name"),
    [(0, "UTC"), (3600, "UTC+1"), (-25200, "UTC−7"), (19800, "UTC+5:30"), (-12600, "UTC−3:30"), (45900, "UTC+12:45")],
)
def test_offsets_as_people_write_them(seconds: int, name: str) -> None:
    assert offset_name(seconds) == name


@pytest.mark.parametrize(
    ("zone", "short"),
    [("Europe/Berlin", "CET"), ("Asia/Tokyo", "JST"), ("Asia/Kolkata", ""), ("America/Chicago", ""),
     ("Asia/Kathmandu", ""), ("UTC+05:30", "")],
)  # fmt: skip
def test_an_abbreviation_is_shown_only_where_it_cannot_be_mistaken(index: Index, zone: str, short: str) -> None:
    assert short_name(index, NOW, zone) == short


def test_a_time_is_called_what_its_reader_calls_it(index: Index, texts: Texts, language: str) -> None:
    speech = Speech(texts.part("zones"), index)
    assert speech.offset(NOW, Place("Europe/Berlin")) == {"en": "UTC+1, CET", "de": "UTC+1, MEZ"}[language]
    assert speech.offset(NOW, Place("Asia/Tokyo")) == "UTC+9, JST"


@given(st.text(max_size=70) | st.from_regex(r"(utc|gmt)?[+-]\d{1,3}(:\d\d)?", fullmatch=True))
def test_no_text_breaks_the_search(index: Index, typed: str) -> None:
    found = guesses(index, typed, NOW)
    assert len(found) <= MOST
    alone = only(index, typed, NOW)
    assert alone is None or alone in found


def test_a_city_whose_name_has_a_comma_is_found_by_its_full_label(index: Index) -> None:
    numbers = [number for number, city in enumerate(index.cities) if "," in city.name]
    assert len(numbers) > 5
    for number in numbers:
        for language in ("en", "de"):
            label = index.label(index.of_city(number), language)
            assert index.of_city(number) in {it.place for it in guesses(index, label, NOW)}, label


@given(st.data())
def test_every_city_is_found_by_its_full_label(index: Index, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(index.cities) - 1))
    language = data.draw(st.sampled_from(["en", "de"]))
    label = index.label(index.of_city(number), language)
    zones = {it.place.zone for it in guesses(index, label, NOW)}
    assert index.cities[number].zone in zones, label


@pytest.mark.parametrize("typed", ["vancou", "vancouver", "berl", "calg"])
def test_a_city_that_says_it_all_brings_no_quarter_of_itself_and_no_zone(index: Index, typed: str) -> None:
    found = guesses(index, typed, NOW)
    (first, *others) = found
    name = index.cities[first.place.city].name
    assert not [it for it in others if it.kind == ZONE and it.place.zone == first.place.zone]
    again = [it.place for it in others if it.kind == CITY and it.place.zone == first.place.zone]
    assert not [it for it in again if index.cities[it.city].name.endswith(f" {name}")]


def test_a_zone_asked_for_by_its_name_is_found_and_so_is_a_quarter(index: Index) -> None:
    assert "North Vancouver" in {index.cities[it.place.city].name for it in guesses(index, "north van", NOW)}
    assert any(it.place.zone == "America/Vancouver" for it in guesses(index, "America/Vancouver", NOW))
    assert any(it.place.zone == "America/Vancouver" for it in guesses(index, "america/vanc", NOW))
