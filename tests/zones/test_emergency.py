"""The emergency numbers where the other one is: for the other tools, and behind a button in each of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from helper.texts import Texts
from helper.zones import clocks, codec
from helper.zones.codec import Shared
from helper.zones.hours import Hours
from helper.zones.model import Model, Side
from helper.zones.places import Index, Place
from helper.zones.view import context, view
from tests.zones.people import Played
from tools.numbers import read

NOW = 1_790_000_000_000


def at(index: Index, country: str, zone: str = "") -> Place:
    found = (n for n, it in enumerate(index.cities) if it.country == country and (not zone or it.zone == zone))
    return index.of_city(next(found))


def told(index: Index, texts: Texts, place: Place | None) -> tuple[dict[str, str], dict[str, Any]]:
    model = replace(Model(index, texts.locale.language), theirs=Side("x", place, named=True))
    own = texts.part("zones")
    return context(model, NOW, own), dict(view(model, NOW, own))


def test_every_country_with_a_city_has_the_numbers_of_the_data(index: Index) -> None:
    for iso, country in read().countries.items():
        if any(city.country == iso for city in index.cities):
            assert index.emergency(at(index, iso)) == (country.ambulance, country.police), iso


def test_the_number_there_is_told_as_soon_as_the_place_is_known(index: Index, texts: Texts) -> None:
    known, shown = told(index, texts, at(index, "AT"))
    assert known == {"emergency": "144"}
    assert shown["there"] and not shown["there_unsure"]
    lines = [it["line"] for it in shown["there_numbers"]]
    assert "144" in lines[0] and "133" in lines[1]
    assert index.area("AT", texts.locale.language) in shown["there_button"]


def test_one_number_for_everything_is_one_line(index: Index, texts: Texts) -> None:
    known, shown = told(index, texts, at(index, "US"))
    assert known == {"emergency": "911"} and len(shown["there_numbers"]) == 1


def test_where_nobody_is_sure_no_number_is_told_to_dial(index: Index, texts: Texts) -> None:
    known, shown = told(index, texts, at(index, "AF"))
    assert known == {} and shown["there"] and shown["there_unsure"]
    assert [("119" in it["line"]) for it in shown["there_numbers"]] == [True], "the police is known"


@pytest.mark.parametrize("place", [Place(clocks.fixed(120)), Place("Etc/UTC"), Place("CET"), None])
def test_a_place_that_is_in_no_country_has_none(index: Index, texts: Texts, place: Place | None) -> None:
    known, shown = told(index, texts, place)
    assert known == {} and not shown["there"]


def test_a_zone_means_the_country_of_its_city(index: Index, texts: Texts) -> None:
    place = index.of_zone("Europe/London")
    assert told(index, texts, place)[0] == {"emergency": "999"}


BERLIN, VANCOUVER, BANGKOK = "Europe/Berlin", "America/Vancouver", "Asia/Bangkok"
USUAL = Hours(9 * 60, 21 * 60)


def number(played: Played, texts: Texts) -> str | None:
    return context(played.model, NOW, texts.part("zones")).get("emergency")


@pytest.mark.parametrize(
    ("device", "theirs", "right"),
    [(BERLIN, VANCOUVER, "911"), (VANCOUVER, VANCOUVER, "112"), ("Etc/UTC", VANCOUVER, None),
     ("Asia/Tokyo", VANCOUVER, None), (BERLIN, BANGKOK, None), ("Asia/Tokyo", BERLIN, "112")],
)  # fmt: skip
def test_a_link_tells_a_number_only_where_it_says_who_is_where(
    texts: Texts, device: str, theirs: str, right: str | None
) -> None:
    """Whoever is in a third place may be either; and in Bangkok's zone lies Hanoi, too."""
    link = codec.write(Shared(BERLIN, USUAL, theirs, USUAL))
    assert number(Played(now=NOW).opened(zone=device).send("link", fragment=link), texts) == right


@pytest.mark.parametrize(
    ("typed", "right"), [("Hanoi", "115"), ("Bangkok", "1669"), ("Vietnam", "115"), ("CET", None), ("UTC+7", None)]
)
def test_a_number_is_told_for_a_place_that_was_named_not_for_its_time(
    texts: Texts, typed: str, right: str | None
) -> None:
    played = Played(now=NOW).opened(zone=BERLIN).typed(theirs=typed)
    key = played.model.theirs.guesses[0].place.key
    assert number(played.send("choose", side="theirs", key=key), texts) == right
