"""In which scripts a country's own languages are written, and whether a name is written in one of them.

From Unicode CLDR through Babel, and from the names that Unicode gives to letters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from babel.core import get_global
from babel.languages import get_territory_language_info

LATIN = "Latn"
SHARE = 20
"""A language counts where it is official, or so many in a hundred speak it."""
SCRIPTS = {
    "ARABIC": {"Arab"}, "ARMENIAN": {"Armn"}, "BENGALI": {"Beng"}, "CJK": {"Hans", "Hant", "Jpan"},
    "CYRILLIC": {"Cyrl"}, "DEVANAGARI": {"Deva"}, "ETHIOPIC": {"Ethi"}, "GEORGIAN": {"Geor"}, "GREEK": {"Grek"},
    "HANGUL": {"Kore"}, "HEBREW": {"Hebr"}, "HIRAGANA": {"Jpan"}, "KATAKANA": {"Jpan"}, "KHMER": {"Khmr"},
    "LAO": {"Laoo"}, "MYANMAR": {"Mymr"}, "SINHALA": {"Sinh"}, "THAANA": {"Thaa"}, "THAI": {"Thai"},
}  # fmt: skip
"""The first word in the name of a letter, to the scripts (as CLDR writes them) that use it."""
ALPHABETS = {
    "ar": "ء-غف-ي", "fa": "ء-غف-يپچژکگی", "ur": "ء-غف-يپچژکگیےہھٹڈڑں", "ru": "а-яё", "uk": "а-щьюяґєії’",
    "be": "а-зй-шыь-яёіў’", "bg": "а-щъьюя", "he": "א-ת", "el": "ά-ώ",
}  # fmt: skip
"""Letters that tell a language from others with the same script, and plain from learned spelling."""


@cache
def of(country: str) -> tuple[frozenset[str], str]:
    """The scripts of a country, Latin ones aside, and the letters of its languages as a pattern, "" for any."""
    likely = get_global("likely_subtags")
    scripts, letters = set(), set()
    for tag, spoken in get_territory_language_info(country).items():
        share = spoken["population_percent"]
        by_many = isinstance(share, int | float) and share >= SHARE
        if spoken["official_status"] not in ("official", "de_facto_official") and not by_many:
            continue
        language, _, script = tag.partition("_")
        script = script if len(script) == len(LATIN) else str(likely.get(tag, likely.get(language, "__"))).split("_")[1]
        if script != LATIN:
            scripts.add(script)
            letters.add(ALPHABETS.get(language, ""))
    return frozenset(scripts), "" if "" in letters else "".join(sorted(letters))


def is_own(name: str, country: str) -> bool:
    """Whether a name is written as people of a country write it, who do not write Latin letters."""
    scripts, letters = of(country)
    blocks = {unicodedata.name(letter, "?").partition(" ")[0] for letter in name if letter.isalpha()}
    if not blocks or not all(SCRIPTS.get(block, set()) & scripts for block in blocks):
        return False
    return not letters or all(re.fullmatch(f"[{letters} -]", letter) for letter in name.lower())
