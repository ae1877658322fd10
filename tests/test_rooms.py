"""The rooms keep to themselves: no words outside docs/, no browser outside helper/browser.py, no I/O in helper/."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from lxml import html

from tests.conftest import ROOT

HELPER = sorted((ROOT / "helper").rglob("*.py"))
TEMPLATES = sorted((ROOT / "overrides").rglob("*.html"))
SHELL = sorted((ROOT / "overrides/shell").glob("*.js"))
BROWSER = {"js", "pyodide", "pyodide_js"}
OUTSIDE = {"time", "os", "io", "pathlib", "random", "secrets", "socket", "urllib.request", "subprocess", "threading"}
SPOKEN = ("title", "aria-label", "alt", "placeholder")


def imports(file: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names | {name.split(".")[0] for name in names}


@pytest.mark.parametrize("file", HELPER, ids=lambda file: str(file.relative_to(ROOT)))
def test_only_one_module_knows_the_browser_and_none_reads_a_clock_or_draws_lots(file: Path) -> None:
    used = imports(file)
    packages = {"os"} if file.name == "browser.py" else set()  # it puts packages where Python finds them
    assert not used & OUTSIDE - packages
    assert bool(used & BROWSER) == (file.name == "browser.py")
    text = file.read_text()
    assert not re.search(r"datetime\.now|utcnow|\.today\(|uuid[14]\b", text)


@pytest.mark.parametrize("file", HELPER, ids=lambda file: str(file.relative_to(ROOT)))
def test_modules_say_what_they_are_and_are_as_long_as_their_subject(file: Path) -> None:
    """The limit is a smell alarm: a module above it is likely to have two subjects."""
    assert len(file.read_text().splitlines()) <= 400
    assert ast.get_docstring(ast.parse(file.read_text()))


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(ROOT)))
def test_templates_hold_no_words(file: Path) -> None:
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", file.read_text(), flags=re.DOTALL)
    tree = html.fragment_fromstring(text or "<p></p>", create_parent=True)
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            continue
        said = [element.text or "", element.tail or "", *(element.get(name) or "" for name in SPOKEN)]
        for words in said:
            assert not re.search(r"[^\W\d_]{2,}", words), f"{file}: “{words.strip()}” belongs into docs/<language>/"


@pytest.mark.parametrize("file", SHELL, ids=lambda file: file.name)
def test_the_shell_holds_no_sentences(file: Path) -> None:
    code = re.sub(r"^\s*//.*$|/\*.*?\*/", "", file.read_text(), flags=re.MULTILINE | re.DOTALL)
    for literal in re.findall(r'"([^"\n]*)"', code):
        assert not re.search(r"[A-Z][a-zäöü]+ [a-zäöü]+", literal), f"{file}: “{literal}” belongs into docs/<language>/"


def test_the_shell_stays_thin() -> None:
    """The tabs and what every page does (menu, a call that runs elsewhere, being kept) work without Python."""
    assert sum(len(file.read_text().splitlines()) for file in SHELL) <= 1130


def test_every_timer_text_is_used() -> None:
    """A text is used by its whole key, or by the part of it before a name that is filled in."""
    from tools.sources import words

    sources = [*(ROOT / "helper/timer").glob("*.py"), ROOT / "overrides/partials/timer.html"]
    code = "\n".join(file.read_text() for file in sources)
    whole = set(re.findall(r"""["']([\w.-]+)["']""", code))
    starts = tuple(re.findall(r'"(\w+\.)(?:\{|")', code) + re.findall(r'"(\w+\.\w*)" ~', code))
    keys = {key.removeprefix("timer.") for key in words.read(ROOT / "docs/en") if key.startswith("timer.")}
    unused = {key for key in keys if key not in whole and not key.startswith(starts)}
    assert not unused, f"delete them from docs/*/words/timer.yml: {sorted(unused)}"
