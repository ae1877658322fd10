"""Places with a wrong letter or two: the nearest are offered, none is taken, and nothing that is known is doubted."""

from __future__ import annotations

import pytest

from helper.zones.guess import SEVERAL, guesses, only
from helper.zones.places import Index
from tests.zones.people import NOW

MEANT = [
    ("Vancuver", "Vancouver"), ("Vancover", "Vancouver"), ("vancuver, over there", "Vancouver"), ("Lodnon", "London"),
    ("Berlni", "Berlin"), ("Muenhcen", "Munich"), ("Ediburgh", "Edinburgh"), ("Philadelfia", "Philadelphia"),
    ("Melborne", "Melbourne"), ("Johannesbrug", "Johannesburg"), ("Sydny", "Sydney"), ("Zürihc", "Zurich"),
]  # fmt: skip
COUNTRIES = [("Germny", "DE"), ("Austrlaia", "AU"), ("Switzerlnd", "CH"), ("Deutschlnad", "DE")]
NEITHER = ["xqzvw", "Rmxe", "+999", "…", "a" * 90, "12345678", "((((((((", "Llanfairpwllgwyngyll"]


@pytest.mark.parametrize(("typed", "city"), MEANT)
def test_a_city_with_a_wrong_letter_is_among_the_few_that_are_offered(index: Index, typed: str, city: str) -> None:
    found = guesses(index, typed, NOW)
    assert city in [index.name(it.place, "en") for it in found]
    assert len(found) <= SEVERAL and all(it.mistyped for it in found)
    assert only(index, typed, NOW) is None, "offered, never taken"


@pytest.mark.parametrize(("typed", "country"), COUNTRIES)
def test_so_is_a_country(index: Index, typed: str, country: str) -> None:
    found = guesses(index, typed, NOW)
    assert country in [it.given for it in found] and all(it.mistyped for it in found)


@pytest.mark.parametrize("typed", NEITHER)
def test_what_is_like_nothing_gets_no_suggestion(index: Index, typed: str) -> None:
    assert guesses(index, typed, NOW) == ()


def test_nothing_that_is_known_is_taken_for_mistyped(index: Index) -> None:
    known = [*index.zones, *index.cities.names[:500], *(names[0] for names in index.countries["de"].values())]
    assert not [it for it in known for guess in guesses(index, it, NOW) if guess.mistyped]
