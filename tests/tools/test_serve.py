"""The preview: one language, errors in plain words, the last good state on show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tools.cases import MESSAGE
from tests.tools.copies import Copy
from tools.serve import POLICY, Preview


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return Copy(tmp_path_factory.mktemp("preview"))


@pytest.fixture(scope="module")
def preview(copy: Copy, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    it = Preview("de", 8999, tmp_path_factory.mktemp("shown"), copy.config)
    it.build()
    yield it
    it.server.server_close()


def shown(preview: Preview, address: str) -> str:
    return (Path(preview.server.root) / address / "index.html").read_text()


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def test_only_the_chosen_language_is_built_at_its_real_address(preview: Preview) -> None:
    root = Path(preview.server.root)
    assert (root / "de/index.html").exists() and not (root / "index.html").exists()
    assert preview.start_page.endswith("/de/")


def test_all_languages_are_built_again_and_again(copy: Copy, tmp_path: Path) -> None:
    it = Preview("", 8998, tmp_path, copy.config)
    for _ in range(2):
        before = it.server.root
        it.build()
        assert it.server.root != before
        assert all((Path(it.server.root) / folder / "app.webmanifest").exists() for folder in (".", "de"))
    it.server.server_close()


def test_a_change_is_shown(preview: Preview, copy: Copy) -> None:
    change(copy.docs / "de/calls/index.md", "\n## ", "\nNeu hier.\n\n## ")
    preview.build()
    assert "Neu hier." in shown(preview, "de/calls")


BREAKS = [
    ("de/calls/formats.md", "title: ", "title: a: ", "docs/de/calls/formats.md:2:"),
    ("de/words/site.yml", 'edit: "', "edit: ", "docs/de/words/site.yml:"),
    ("de/phrases.md", ".gentle }", ".gentel }", "docs/de/phrases.md:"),
]


@pytest.mark.parametrize(("name", "old", "new", "place"), BREAKS, ids=[row[0] for row in BREAKS])
def test_a_slip_is_told_in_plain_words_and_the_last_good_state_stays(
    preview: Preview, copy: Copy, capfd: pytest.CaptureFixture[str], name: str, old: str, new: str, place: str
) -> None:
    root, page = preview.server.root, shown(preview, "de/calls/formats")
    change(copy.docs / name, old, new)
    try:
        preview.build()
        told = "".join(capfd.readouterr())
        lines = [line for line in told.splitlines() if place in line]
        assert lines and all(MESSAGE.match(line) for line in lines), told
        assert "Traceback" not in told
        assert preview.server.root == root and shown(preview, "de/calls/formats") == page
    finally:
        change(copy.docs / name, new, old)
    preview.build()
    assert preview.server.root != root


def test_a_page_that_is_not_like_the_english_one_yet_is_told_and_shown(
    preview: Preview, copy: Copy, capfd: pytest.CaptureFixture[str]
) -> None:
    change(copy.docs / "de/about/index.md", "\n## ", "\nDas ist neu hier.\n\n## Neu { #new }\n\n## ")
    preview.build()
    assert "docs/de/about/index.md:" in capfd.readouterr().out
    assert 'id="new"' in shown(preview, "de/about")


def test_an_unforeseen_error_is_one_line(
    preview: Preview, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise KeyError("no.such.key")

    monkeypatch.setattr("tools.serve.build", stumble)
    preview.build()
    told = "".join(capfd.readouterr())
    assert "no.such.key" in told and "Traceback" not in told


def test_the_reloading_script_is_not_forbidden_by_the_pages_own_policy(preview: Preview) -> None:
    page = shown(preview, "de/calls").encode()
    assert POLICY.search(page)
    assert not POLICY.search(preview.server._inject_js_into_html(page, 1))
