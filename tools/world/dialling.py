"""Dialling codes of countries, as the package phonenumbers has them."""

from __future__ import annotations

import re

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

FURTHER_DIGITS = 5
"""So many digits after a dialling code may tell countries apart: +39 06698 is the Vatican."""


def codes(country: str) -> set[str]:
    """The digits after the plus: several where a country shares the first ones with others, and has further ones to
    itself."""
    known = PhoneMetadata.metadata_for_region(country, None)
    if not known:
        return set()
    code, leading = str(known.country_code), known.leading_digits
    if not leading or COUNTRY_CODE_TO_REGION_CODE[int(code)][0] == country:
        return {code}
    sizes = (range(10**size) for size in range(1, FURTHER_DIGITS + 1))
    every = ([f"{number:0{len(str(size[-1]))}}" for number in size] for size in sizes)
    fitting = ([digits for digits in each if re.fullmatch(leading, digits)] for each in every)
    return {f"{code}{digits}" for digits in next(filter(None, fitting), [])}
