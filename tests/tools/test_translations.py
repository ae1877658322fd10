"""Which translation is up to date, what has changed since, and what readers are told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from tests.conftest import ROOT
from tests.tools.cases import FRONT, SOURCE
from tests.tools.copies import Copy
from tools.checks import structure, translations
from tools.checks.translations import ORPHANED, chosen, rows
from tools.sources.languages import Languages
from tools.sources.stamps import CURRENT, MISSING, STALE, UNSTAMPED, made_from, stamp, text_id


def git(place: Path, *words: str) -> str:
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "core.autocrlf=false")
    return subprocess.run(["git", *who, *words], cwd=place, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def here(tmp_path: Path) -> Languages:
    """A small site in a repository of its own: a.md, b.md and words in English, a.md in German."""
    for code in ("en", "de"):
        (tmp_path / "docs" / code / "words").mkdir(parents=True)
    for name in ("a", "b"):
        (tmp_path / f"docs/en/{name}.md").write_text(
            FRONT.format(source="") + f"# {name} {{ #{name} }}\n\nOne.\n\nTwo.\n"
        )
    (tmp_path / "docs/en/words/site.yml").write_text('# Words.\nstart: "Start"\n')
    (tmp_path / "docs/de/a.md").write_text(FRONT.format(source="") + "# a { #a }\n\nEins.\n\nZwei.\n")
    (tmp_path / "docs/de/words/site.yml").write_text('# Texte.\n\nstart: "Start"\n')
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    return Languages(tmp_path / "docs", {"en": "English", "de": "Deutsch"}, "en", "https://code.example/edit/docs/")


def states(here: Languages) -> dict[str, str]:
    return {row.name: row.state for row in rows(here, "de")}


def test_a_file_goes_from_unstamped_over_current_to_stale(here: Languages) -> None:
    assert states(here) == {"a.md": UNSTAMPED, "b.md": MISSING, "words/site.yml": UNSTAMPED}
    for row in chosen(here, "all"):
        stamp(row.path, row.original)
    assert states(here) == {"a.md": CURRENT, "b.md": MISSING, "words/site.yml": CURRENT}
    (here.source / "a.md").write_text((here.source / "a.md").read_text().replace("Two.", "Three."))
    assert states(here)["a.md"] == STALE
    for row in chosen(here, str(here.docs / "de/a.md")):
        stamp(row.path, row.original)
    assert states(here)["a.md"] == CURRENT
    (here.docs / "de/c.md").write_text("")
    assert states(here)["c.md"] == ORPHANED


def test_the_id_is_gits_own(here: Languages) -> None:
    file = here.source / "a.md"
    assert text_id(file.read_bytes()) == git(here.docs, "hash-object", str(file))


@settings(max_examples=25)
@given(st.binary(max_size=200).filter(lambda data: b"\r" not in data))
def test_the_id_of_any_text_is_gits_own(data: bytes) -> None:
    made = subprocess.run(["git", "hash-object", "--stdin"], input=data, capture_output=True, check=True).stdout
    assert text_id(data) == made.decode().strip()
    assert text_id(data.replace(b"\n", b"\r\n")) == text_id(data)


@pytest.mark.parametrize("name", ["a.md", "words/site.yml"])
def test_a_stamp_changes_one_line_and_is_the_same_twice(here: Languages, name: str) -> None:
    file = here.docs / "de" / name
    before = file.read_text()
    (row,) = [row for row in rows(here, "de") if row.name == name]
    stamp(row.path, row.original)
    once = file.read_text()
    added = [line for line in once.splitlines() if line not in before.splitlines()]
    assert len(added) == 1 and "source: " in added[0]
    assert [line for line in once.splitlines() if line not in added] == before.splitlines()
    stamp(row.path, row.original)
    assert file.read_text() == once
    assert made_from(file) == text_id((here.source / name).read_bytes())


def test_a_source_in_the_text_is_not_taken_for_a_stamp(here: Languages) -> None:
    file = here.docs / "de/a.md"
    file.write_text(file.read_text() + f"\n{SOURCE}")
    assert made_from(file) == ""


def test_the_report_shows_what_changed_what_is_missing_and_how_much_is_done(here: Languages) -> None:
    for row in chosen(here, "all"):
        stamp(row.path, row.original)
    (here.source / "a.md").write_text((here.source / "a.md").read_text().replace("Two.", "Three."))
    report = translations.report(here)
    assert "Deutsch (de): 33 %" in report
    for part in ("1 current", "1 stale", "1 missing", "0 orphaned", "-Two.", "+Three."):
        assert part in report, report
    assert "https://code.example/edit/docs/de/a.md" in report
    assert "One." not in report, "only what changed is shown"


def test_without_history_the_report_says_so(here: Languages) -> None:
    file = here.docs / "de/a.md"
    file.write_text(file.read_text().replace("reviewed:", f"{SOURCE}reviewed:"))
    report = translations.report(here)
    assert SOURCE.split()[1][:10] in report and "history" in report


def test_what_cannot_be_stamped_is_told(here: Languages) -> None:
    for name in ("docs/en/a.md", "docs/de/b.md", "nothing.md"):
        with pytest.raises(ValueError, match=r"docs/de/danger\.md"):
            chosen(here, name)
    file = here.docs / "de/a.md"
    file.write_text("# Kein Anfang { #a }\n")
    (row,) = chosen(here, str(file))
    with pytest.raises(ValueError, match=r"a\.md:1: "):
        stamp(row.path, row.original)


def test_the_command_has_a_line_for_every_language_and_no_traceback() -> None:
    for words in ([], ["--stamp", "docs/de/nothing.md"]):
        done = subprocess.run(
            [sys.executable, "-m", "tools.checks.translations", *words],
            cwd=ROOT,
            text=True,
            capture_output=True,
            check=False,
        )
        assert "Traceback" not in done.stderr
        assert bool(done.returncode) == bool(words)
    everything = subprocess.run(
        [sys.executable, "-m", "tools.checks.translations"], cwd=ROOT, text=True, capture_output=True, check=True
    )
    assert "Deutsch (de): " in everything.stdout and " % " in everything.stdout


# What readers see ---------------------------------------------------------------------------------

BASE = "https://steady-line.example/"
GONE, OLD, HELPER = "calls/formats", "danger", "helper"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site where one German page is missing, one stale, and one file of the helper's words missing."""
    copy = Copy(tmp_path_factory.mktemp("half"))
    for row in chosen(copy.languages, "all"):
        stamp(row.path, row.original)
    assert not structure.stamps_wanted(copy.languages, structure.everyone(copy.languages))
    (copy.docs / f"de/{GONE}.md").unlink()
    (copy.docs / "de/words/timer.yml").unlink()
    page = copy.docs / f"de/{OLD}.md"
    page.write_text(page.read_text().replace(made_from(page), SOURCE.split()[1]))
    done = copy.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return copy.site


def page_of(built: Path, address: str) -> html.HtmlElement:
    return html.parse(str(built / address / "index.html")).getroot()


def test_a_stale_page_says_so_in_its_language_and_links_to_the_english_one(built: Path) -> None:
    page = page_of(built, f"de/{OLD}")
    (notice,) = page.cssselect("article > .notice")
    assert notice.get("lang") is None
    assert [link.get("href") for link in notice.iter("a")] == [f"../../{OLD}/"]
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{BASE}de/{OLD}/"]


def test_a_missing_page_is_the_english_one_and_says_so(built: Path) -> None:
    page, english = page_of(built, f"de/{GONE}"), page_of(built, GONE)
    assert page.get("lang") == "de"
    (notice,) = page.cssselect("article > .notice")
    assert notice.text_content().strip()
    (text,) = page.cssselect("article > div[lang]")
    assert (text.get("lang"), text.get("dir")) == ("en", "ltr")
    assert [it.text_content() for it in text.iter("h1")] == [it.text_content() for it in english.iter("h1")]
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{BASE}{GONE}/"]


def test_a_missing_page_is_not_listed_as_a_translation(built: Path) -> None:
    for address in (GONE, f"de/{GONE}"):
        page = page_of(built, address)
        links = page.xpath("//link[starts-with(@rel, 'alternate')]/@hreflang")
        assert sorted(links) == (["en", "x-default"] if address == GONE else [])
        switch = [link.get("href") for link in page.cssselect(".md-select__link[hreflang='de']")]
        assert len(switch) == 1 and GONE not in switch[0]
        assert "formats" not in switch[0] and switch[0].rstrip("/").endswith(("de", ".."))
    sitemap = (built / "sitemap.xml").read_text()
    assert f"{BASE}{GONE}/" in sitemap and f"{BASE}de/{GONE}/" not in sitemap


def test_other_pages_have_no_notice(built: Path) -> None:
    pages = [path for path in built.rglob("index.html") if OLD not in str(path) and GONE not in str(path)]
    assert len(pages) >= 40
    assert not [path for path in pages if html.parse(str(path)).getroot().cssselect("article > .notice")]


def test_a_helper_that_lacks_words_speaks_english_and_says_so(built: Path) -> None:
    (helper,) = page_of(built, f"de/{HELPER}").cssselect("[data-helper]")
    assert helper.get("lang") == "en"
    (other,) = page_of(built, HELPER).cssselect("[data-helper]")
    assert other.get("lang") is None
    assert page_of(built, f"de/{HELPER}").get("lang") == "de"
