"""What must be alike in every language, and how it is said where it is not."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.tools.cases import MESSAGE, Case, agree, cases, site, write_page
from tests.tools.copies import Copy
from tools.checks import structure, words_structure
from tools.sources import languages, problems
from tools.sources.languages import Languages
from tools.sources.problems import Problem


def everything(here: Languages) -> list[Problem]:
    known = structure.everyone(here)
    return [
        *structure.must_hold(here, known),
        *structure.should_match(here, known),
        *structure.stamps_wanted(here, known),
    ]


def about_pages(place: Path, here: Languages) -> list[Problem]:
    return [it for it in everything(here) if it.path.is_relative_to(place / "docs")]


def test_the_languages_of_the_site_are_alike() -> None:
    assert problems.listing(everything(languages.read())) == ""


@pytest.mark.parametrize("case", cases("structure"), ids=lambda case: case.name)
def test_a_page_that_differs_is_told_and_its_mended_one_is_not(case: Case, tmp_path: Path) -> None:
    here = site(tmp_path, case.code)
    write_page(tmp_path / "docs/en/page.md", case.parts["english"], source=False)
    page = tmp_path / "docs" / case.code / "page.md"
    offset = write_page(page, case.parts["before"], source=True)
    english = 6 if not case.parts["english"].startswith("---") else 0
    wanted = [(line, [_shifted(part, english) for part in parts]) for line, parts in case.says()]
    agree(about_pages(tmp_path, here), wanted, offset, tmp_path)
    write_page(page, case.parts["after"], source=True)
    assert problems.listing(about_pages(tmp_path, here)) == ""


def _shifted(part: str, offset: int) -> str:
    """A place on the English page, counted with its front matter."""
    path, _, line = part.partition("docs/en/page.md:")
    return f"{path}docs/en/page.md:{int(line) + offset}" if line else part


@pytest.mark.parametrize("case", cases("words"), ids=lambda case: case.name)
def test_words_that_differ_are_told_and_mended_ones_are_not(case: Case, tmp_path: Path) -> None:
    here = site(tmp_path, case.code)
    (tmp_path / "docs/en/words/page.yml").write_text(case.parts["english"])
    file = tmp_path / "docs" / case.code / "words/page.yml"
    file.write_text(case.parts["before"])
    agree(words_structure.problems(here, case.code), case.says(), 0, tmp_path)
    file.write_text(case.parts["after"])
    assert problems.listing(words_structure.problems(here, case.code)) == ""


@pytest.mark.parametrize(
    ("code", "needed"),
    [
        ("en", "one other"), ("de", "one other"), ("fr", "one other"), ("ja", "other"), ("cs", "few one other"),
        ("pl", "few many one other"), ("ar", "few many one other two zero"), ("ga", "few many one other two"),
    ],
)  # fmt: skip
def test_the_plural_forms_a_language_needs_are_those_of_whole_numbers(code: str, needed: str) -> None:
    assert " ".join(sorted(words_structure.needed_forms(code))) == needed


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return Copy(tmp_path_factory.mktemp("sources"))


EDITORS = [
    ("BOM", "", "\ufeff", 1),
    ("CRLF", "\n", "\r\n", 1),
    ("a tab", "## ", "\t## ", 0),
    ("UTF-8", "\n# ", "\n\udcfc# ", 0),
]


@pytest.mark.parametrize(("what", "old", "new", "line"), EDITORS, ids=[row[0] for row in EDITORS])
@pytest.mark.parametrize("name", ["calls/index.md", "words/site.yml"])
def test_what_an_editor_did_to_a_file_is_told(docs: Copy, name: str, what: str, old: str, new: str, line: int) -> None:
    file = docs.docs / "de" / name
    text, sound = file.read_text(), file.read_bytes()
    if name.endswith(".yml"):
        old = old.replace("## ", "danger_link").replace("\n# ", "\ndanger_link")
        new = new.replace("## ", "danger_link").replace("# ", "danger_link")
    changed = text.replace(old, new, 1) if line == 0 or not old else text.replace(old, new)
    changed = new + text if not old else changed
    file.write_bytes(changed.encode("utf-8", "surrogateescape"))
    try:
        found = [it for it in everything(docs.languages) if it.path == file and "source" not in it.text]
        assert found and all(MESSAGE.match(str(it)) for it in found)
        told = [it for it in found if what in it.text]
        assert told, found
        expected = line or text[: text.index(old)].count("\n") + 1 + old.count("\n")
        assert told[0].line == expected
    finally:
        file.write_bytes(sound)


def test_files_in_wrong_places_and_unknown_languages_are_told(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    copy.docs.joinpath("stray.md").write_text("# Hello { #hello }\n")
    copy.docs.joinpath("fr").mkdir()
    de = copy.docs / "de"
    (de / "kalls").mkdir()
    shutil.move(de / "calls/formats.md", de / "kalls/formats.md")
    (de / "photo.png").write_bytes(b"")
    (de / "words/more.yml").write_text('a: "A"\n')
    copy.add("xx", "Nowhere")
    copy.docs.joinpath("xx").rmdir()
    told = problems.listing(everything(copy.languages))
    for path, part in [
        ("docs/stray.md:1:", "belongs to no language"),
        ("docs/fr:1:", "locale: fr"),
        ("docs/de/kalls/formats.md:1:", "there is no"),
        ("docs/de/photo.png:1:", "ends in .md"),
        ("docs/de/words/more.yml:1:", "Rename this file"),
        ("mkdocs.yml:", "docs/xx/ is missing"),
        ("mkdocs.yml:", "“xx” is no language"),
    ]:
        assert any(path in line and part in line for line in told.splitlines()), (path, part, told)
    assert all(MESSAGE.match(line) for line in told.splitlines())


def test_a_phrase_with_another_slot_is_told(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    file = copy.docs / "de/phrases.md"
    rows = file.read_text().splitlines()
    number = next(index for index, row in enumerate(rows) if "{minutes}" in row)
    rows[number] = rows[number].replace("{minutes}", "{name}")
    file.write_text("\n".join(rows) + "\n")
    found = [it for it in everything(copy.languages) if it.path == file and it.line == number + 1]
    assert found and MESSAGE.match(str(found[0]))


def test_a_language_may_be_half_done(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    for name in ("calls/formats.md", "danger.md", "phrases.md", "words/timer.yml", "words/site.yml"):
        (copy.docs / "de" / name).unlink()
    missing = [it for it in everything(copy.languages) if "source" not in it.text]
    assert problems.listing(missing) == ""


def test_the_build_stops_in_plain_words_and_names_everything(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    de = copy.docs / "de"
    (de / "index.md").write_text((de / "index.md").read_text().replace("title: ", "title: Start: ", 1))
    (de / "danger.md").write_bytes(b"\xef\xbb\xbf" + (de / "danger.md").read_bytes())
    (de / "card.md").write_text((de / "card.md").read_text().replace("\n", "\r\n"), newline="")
    (de / "words/timer.yml").write_text((de / "words/timer.yml").read_text().replace('"\n', "\n", 1))
    (de / "phrases.md").write_text((de / "phrases.md").read_text().replace(".gentle }", ".gentel }", 1))
    (copy.docs / "lost.md").write_text("")
    done = copy.build()
    assert done.returncode
    output = done.stdout + done.stderr
    assert "Traceback" not in output
    for name in (
        "de/index.md:2:",
        "de/danger.md:1:",
        "de/card.md:1:",
        "de/words/timer.yml:",
        "de/phrases.md:",
        "lost.md:1:",
    ):
        assert f"/docs/{name}" in output, output


@pytest.mark.parametrize(
    ("old", "new"),
    [("plugins:\n", "plugins:\n  - : [\n"), ("locale: de", "locale: deutsch"), (", default: true }", " }")],
    ids=["no YAML", "no code", "no default"],
)
def test_a_broken_list_of_languages_is_told_without_a_traceback(tmp_path: Path, old: str, new: str) -> None:
    copy = Copy(tmp_path)
    text = copy.config.read_text()
    assert old in text
    copy.config.write_text(text.replace(old, new, 1))
    done = copy.build()
    assert done.returncode and "Traceback" not in done.stdout + done.stderr
    assert (done.stdout + done.stderr).strip()


def test_the_command_prints_one_line_for_each_language_or_problem() -> None:
    done = subprocess.run(
        [ROOT / ".venv/bin/python", "-m", "tools.checks.structure"],
        cwd=ROOT,
        text=True,
        capture_output=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert (done.returncode == 0) == (everything(languages.read()) == [])
