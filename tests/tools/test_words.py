"""The checks of words: spelling, address, quotation marks, glossary, length, readability."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tools.cases import MESSAGE, Case, agree, cases, site, write_page
from tools.checks import german, glossary, prose, reading, spelling, structure, wording
from tools.sources import languages, pages, problems
from tools.sources.languages import Languages

GLOSSARY = """# Glossar { #glossary }

| Englisch | Deutsch | Nie |
| --- | --- | --- |
| share (noun) | Beitrag | Aktie |
| acting out | rückfällig handeln, ausagieren | handeln |
| time limit | Zeitrahmen | Frist (außer vor Gericht) |
"""


def test_the_words_of_the_site_pass_every_check() -> None:
    here = languages.read()
    assert problems.listing(wording.problems(here, structure.everyone(here))) == ""


@pytest.mark.parametrize("case", cases("german"), ids=lambda case: case.name)
def test_a_slip_in_german_is_told_and_its_mended_text_is_not(case: Case, tmp_path: Path) -> None:
    here = site(tmp_path)
    (tmp_path / "docs/de/about").mkdir()
    write_page(tmp_path / "docs/de/about/glossary.md", GLOSSARY, source=True)
    page = tmp_path / "docs/de/page.md"
    offset = write_page(page, case.parts["before"], source=True)
    agree(_without_spelling(here), case.says(), offset, tmp_path)
    write_page(page, case.parts["after"], source=True)
    assert problems.listing(_without_spelling(here)) == ""


def _without_spelling(here: Languages) -> list[problems.Problem]:
    known = pages.read_all(here.folder("de"))
    blocks = prose.of_page(known["page.md"])
    return [*german.check(blocks), *glossary.check(known[glossary.PAGE], blocks)]


def test_the_glossary_page_is_what_the_check_reads(tmp_path: Path) -> None:
    here = languages.read()
    for code in here.names:
        entries = glossary.read(pages.read(here.folder(code) / glossary.PAGE))
        assert len(entries) > 20
        assert any(entry.never for entry in entries)
    write_page(path := tmp_path / "glossary.md", GLOSSARY, source=True)
    assert glossary.read(pages.read(path))[-1].never == ("Frist",)


def test_readers_find_as_many_words_explained_in_each_language() -> None:
    here = languages.read()
    explained = {
        code: sum(row.startswith(":   ") for row in pages.read(here.folder(code) / glossary.PAGE).rows)
        for code in here.names
    }
    assert min(explained.values()) > 30
    assert len(set(explained.values())) == 1, explained


def test_a_glossary_with_another_first_column_is_told(tmp_path: Path) -> None:
    write_page(english := tmp_path / "en.md", GLOSSARY, source=False)
    write_page(other := tmp_path / "de.md", GLOSSARY.replace("share (noun)", "Beitrag"), source=True)
    (found,) = glossary.compare(pages.read(english), pages.read(other))
    assert MESSAGE.match(str(found)) and "Beitrag" in found.text


@pytest.mark.parametrize(("code", "wrong"), [("en", ("acommodate", "color")), ("de", ("Anrruf", "Gesprech"))])
def test_a_misspelt_word_is_found_on_its_line_and_one_on_the_languages_own_list_is_right(
    tmp_path: Path, code: str, wrong: tuple[str, ...]
) -> None:
    """All in one text for each language, because reading a dictionary takes seconds."""
    here, folder = site(tmp_path), tmp_path / "docs" / code
    (folder / "words/spelling.txt").write_text("# Names\nZwrbltx\n")
    rows = "".join(f"One [two](page.md#{word}) `{word}`\n\n- three **{word}** four\n\n" for word in wrong)
    text = f"# Call {{ #call }}\n\n{rows}Zwrbltx Qwrbltx\n"
    offset = write_page(folder / "page.md", text, source=True)
    told = spelling.check(code, here.folder(code), prose.of_page(pages.read(folder / "page.md")))
    for line, word in enumerate(wrong):
        found = [it for it in told if word in it.text]
        assert [it.line for it in found] == [5 + 4 * line + offset]
        assert MESSAGE.match(str(found[0])) and f"docs/{code}/words/spelling.txt" in found[0].text
    assert {"Qwrbltx" in it.text for it in told if "wrbltx" in it.text} == {True}


def test_a_language_without_a_dictionary_is_not_checked_and_says_so() -> None:
    assert spelling.can_check("en") and spelling.can_check("de")
    assert not spelling.can_check("zu")


def test_a_page_too_long_or_too_hard_is_told(tmp_path: Path) -> None:
    here = site(tmp_path)
    hard = "Unverantwortlichkeitsvermutungen beeinträchtigen Gemeinschaftszusammengehörigkeitsempfindungen."
    write_page(tmp_path / "docs/de/page.md", "# Ruf { #x }\n\n" + "Ruf an. " * 451, source=True)
    write_page(tmp_path / "docs/de/hard.md", f"# Ruf {{ #x }}\n\n{hard}\n", source=True)
    write_page(tmp_path / "docs/de/phrases.md", "# Ruf { #x }\n\n" + "Ruf an. " * 451, source=True)
    known = structure.everyone(here)
    told = [it for name, page in known["de"].items() for it in wording._length(page, name, "de")]
    assert {(it.path.name, "900" in it.text, "hard" in it.text) for it in told} == {
        ("page.md", True, False),
        ("hard.md", False, True),
    }
    assert all(MESSAGE.match(str(it)) for it in told)


SYLLABLES = [
    ("de", "oder aber über Abend eine", 10), ("de", "Gemeinschaft Nüchternheit freuen ruhig", 10),
    ("de", "Zwölfter-Schritt-Gespräch", 5), ("de", "geht’s", 1), ("de", "Haus Bäume Tee", 4),
    ("en", "people outreach helpline meeting", 8), ("en", "asked wanted rescues", 5), ("en", "can’t twelfth-step", 3),
    ("en", "bookending Narcotics", 6),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "number"), SYLLABLES)
def test_syllables_are_counted_as_spoken(code: str, text: str, number: int) -> None:
    assert sum(reading.count_syllables(word, code) for word in text.split()) == number


def test_readability_follows_the_languages_own_formula() -> None:
    # Three words, four syllables, one sentence.
    assert reading.measure(["Du bist willkommen."], "de").ease == pytest.approx(180 - 3 - 58.5 * 5 / 3)
    assert reading.measure(["You are welcome."], "en").ease == pytest.approx(206.835 - 1.015 * 3 - 84.6 * 4 / 3)
    assert reading.measure(["Siyakwamukela."], "zu").ease is None


@given(st.lists(st.text(alphabet="aeiou bcd.!?„“\n", max_size=60), max_size=5), st.sampled_from(["en", "de", "fr"]))
def test_any_text_can_be_measured(texts: list[str], code: str) -> None:
    figures = reading.measure(texts, code)
    assert figures.syllables >= figures.words >= figures.sentences >= 0


MARKUP = [
    "Take [your](page.md#id) **time** now.", "- [ ] Ask `*67` first. { #ask .x }", "> “Hello, {name}”",
    "| a | `b|c` | d |",
    '!!! danger "Two rules"', "## Before { #before }", "See <https://a.example/b> and a_b_c.", "x <!-- ok: Sie --> y",
]  # fmt: skip


@pytest.mark.parametrize("row", MARKUP)
def test_text_without_markup_stands_where_it_stood(row: str) -> None:
    plain = prose.bare(row)
    assert len(plain) == len(row)
    assert all(one in (other, " ") for one, other in zip(plain, row, strict=True))
    assert not set("[]`*|") & set(plain)


def test_every_page_has_its_line_in_the_table_of_figures() -> None:
    here = languages.read()
    known = structure.everyone(here)
    table = wording.table(here, known)
    for name in known["en"]:
        (row,) = [line for line in table.splitlines() if line.startswith(f"{name} ")]
        assert len(row.split()) == 1 + 2 * len(here.names)
