"""Whatever a translator's editor saves, the checks answer with file, line, what is wrong and what to do."""

from __future__ import annotations

import itertools
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.fuzz.hostile import NASTY
from tests.tools.cases import MESSAGE
from tools.checks import german, prose, structure, wording
from tools.sources.languages import Languages
from tools.sources.problems import Problem

MARKS = [
    "---\n", "# ", "## ", "{ #now }", "{", "}", "[", "](", "](x.md#y)", "> ", "!!! ", "- [ ] ", "1. ", "| ", "|---|",
    "<div>", "</div>", "<!--", "-->", "```", "&#0;", "*a", "!!python/object:os.system", "&x ", "*x", "? ", "- ", ": ",
    '"', "'", "“", "\t", "\r", "\x00", "\x85", "\u2028", "title: ", "title: [", "reviewed: 2026-13-45", "source: 1",
    "{few}", "one: ", "other: ", "\n", "\n\n", "    ", "%TAG ! x", "<<: *x", "template: ../x",
    *NASTY,
]  # fmt: skip
FILES = [
    "calls/formats.md",
    "phrases.md",
    "about/glossary.md",
    "card.md",
    "helper.md",
    "words/timer.yml",
    "words/site.yml",
]
CUT = st.tuples(st.integers(0, 10**6), st.integers(0, 60), st.sampled_from(MARKS) | st.text(max_size=12))


def small(place: Path, name: str) -> Languages:
    """A site of this one file in both languages, so that thousands can be checked."""
    for language in ("en", "de"):
        (place / "docs" / language / "words").mkdir(parents=True)
        (place / "docs" / language / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / "docs" / language / name, place / "docs" / language / name)
    return Languages(place / "docs", {"en": "English", "de": "Deutsch"}, "en")


def spoilt(data: bytes, cuts: list[tuple[int, int, str]], extra: bytes) -> bytes:
    for place, length, text in cuts:
        at = place % (len(data) + 1)
        data = data[:at] + text.encode("utf-8", "surrogatepass") + data[at + length :]
    return extra + data if len(extra) % 2 else data + extra


def checked(site: Languages, language: str) -> list[Problem]:
    """What `make check` does with a text of this language, but for the dictionaries, which are another program."""
    known = structure.everyone(site)
    found = [*structure.must_hold(site, known), *structure.should_match(site, known)]
    found += structure.stamps_wanted(site, known)
    for page in known[language].values():  # each by itself: nothing has changed in the other languages
        wording.figures(page, language)
        found += german.check(prose.of_page(page))
    return found


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("name", FILES)
def test_no_text_upsets_the_checks(tmp_path: Path, language: str, name: str) -> None:
    site = small(tmp_path, name)
    file = site.folder(language) / name
    good = file.read_bytes()

    @settings(max_examples=150)
    @given(st.lists(CUT, max_size=4), st.binary(max_size=6))
    def sweep(cuts: list[tuple[int, int, str]], extra: bytes) -> None:
        file.write_bytes(spoilt(good, cuts, extra))
        os.utime(file, ns=(next(moments),) * 2)  # what has been read is known by the file's time
        for problem in checked(site, language):
            assert MESSAGE.match(str(problem)), str(problem)

    moments = itertools.count(1)
    sweep()
