"""The rooms keep to themselves: imports point one way, no words outside docs/, no browser outside helper/browser.py,
no I/O in helper/, one order of the hooks."""

from __future__ import annotations

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from lxml import html

from tests.conftest import ROOT

HELPER = sorted((ROOT / "helper").rglob("*.py"))
CODE = [file for room in ("helper", "tools", "overrides/hooks") for file in sorted((ROOT / room).rglob("*.py"))]
TEMPLATES = sorted((ROOT / "overrides").rglob("*.html"))
SHELL = sorted((ROOT / "overrides/shell").rglob("*.js"))
BROWSER = {"js", "pyodide", "pyodide_js"}
OUTSIDE = {"time", "os", "io", "pathlib", "random", "secrets", "socket", "urllib.request", "subprocess", "threading"}
SPOKEN = ("title", "aria-label", "alt", "placeholder")


def imports(file: Path) -> set[str]:
    """Whatever a module imports, anywhere in it, as whole names: "tools.sources.words"."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.module and not node.level, f"{file}: name the room that it is imported from"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def within(name: str, places: set[str]) -> bool:
    return any(name == place or name.startswith(f"{place}.") for place in places)


MAY_IMPORT = {
    "helper": {"helper"},
    "tools/sources": {"helper", "tools.sources"},
    "tools/world": {"helper", "tools.sources", "tools.world"},
    "tools/numbers": {"helper", "tools.sources", "tools.world", "tools.numbers"},
    "tools/checks": {"helper", "tools.sources", "tools.numbers", "tools.checks"},
    "tools/runtime": {
        *("helper", "tools.sources", "tools.world", "tools.numbers", "tools.runtime", "tools.fingerprint"),
    },
    "tools": {"helper", "tools"},
    "overrides/hooks": {"helper", "tools"},
}
"""Of our own, by room; the first that fits a file is its own. Tests may import everything."""


@pytest.mark.parametrize("file", CODE, ids=lambda file: str(file.relative_to(ROOT)))
def test_imports_point_one_way(file: Path) -> None:
    path = file.relative_to(ROOT).as_posix()
    allowed = next(names for room, names in MAY_IMPORT.items() if path.startswith(f"{room}/"))
    ours = {name for name in imports(file) if within(name, {"helper", "tools", "tests", "overrides"})}
    assert not {name for name in ours if not within(name, allowed)}


def test_the_rooms_of_the_tools_form_no_circle() -> None:
    """Nor do the files that stand beside them. Raises CycleError, which names the circle."""
    rooms = {file.parent.relative_to(ROOT).as_posix() for file in (ROOT / "tools").glob("*/__init__.py")}
    assert rooms <= MAY_IMPORT.keys(), "a room without a word on what it may import"
    graph: dict[str, set[str]] = {}
    for file in (file for file in CODE if file.is_relative_to(ROOT / "tools")):
        own = file.relative_to(ROOT / "tools").parts[0].removesuffix(".py")
        used = {name.split(".")[1] for name in imports(file) if name.startswith("tools.")}
        graph[own] = graph.get(own, set()) | used - {own}
    assert {"runtime", "numbers", "world", "setup"} <= graph.keys()
    TopologicalSorter(graph).prepare()


def test_the_runtime_is_built_again_when_a_module_changes_that_it_is_made_by(monkeypatch: pytest.MonkeyPatch) -> None:
    from tools.runtime import bundle

    made_by, more = set[Path](), {Path(bundle.__file__)}
    while more:
        made_by |= more
        named = {ROOT / name.replace(".", "/") for file in more for name in imports(file)}
        places = {place for it in named for place in (it, *it.parents) if place.is_relative_to(ROOT / "tools")}
        files = {file for it in places for file in (it.with_suffix(".py"), it / "__init__.py") if file.is_file()}
        more = files - made_by - {ROOT / "tools/__init__.py"}
    assert {"book.py", "gazetteer.py", "words.py", "fingerprint.py"} <= {file.name for file in made_by}
    read = set[Path]()
    content = Path.read_bytes

    def noted(file: Path) -> bytes:
        read.add(file)
        return content(file)

    monkeypatch.setattr(Path, "read_bytes", noted)
    bundle._inputs_digest()
    assert not made_by - read


@pytest.mark.parametrize("file", HELPER, ids=lambda file: str(file.relative_to(ROOT)))
def test_only_one_module_knows_the_browser_and_none_reads_a_clock_or_draws_lots(file: Path) -> None:
    used = imports(file)
    packages = {"os"} if file.name == "browser.py" else set()  # it puts packages where Python finds them
    assert not {name for name in used if within(name, OUTSIDE - packages)}
    assert any(within(name, BROWSER) for name in used) == (file.name == "browser.py")
    text = file.read_text()
    assert not re.search(r"datetime\.now|utcnow|\.today\(|uuid[14]\b", text)


@pytest.mark.parametrize("file", CODE, ids=lambda file: str(file.relative_to(ROOT)))
def test_modules_say_what_they_are_and_are_about_one_thing(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)) or "stand_ins" in file.parts
    assert len(text.splitlines()) <= 400, "no law, but a smell: is it about two things?"


def test_hooks_run_in_the_order_of_mkdocs_yml_and_none_in_an_order_of_its_own() -> None:
    hooks = sorted((ROOT / "overrides/hooks").glob("*.py"))
    listed = re.findall(r"- overrides/hooks/(\w+\.py)", (ROOT / "mkdocs.yml").read_text())
    assert sorted(listed) == [file.name for file in hooks]
    marks = {"on_pre_build": ["once.before"], "on_post_build": ["once.after"]}
    for file in hooks:
        for event in ast.parse(file.read_text()).body:
            if isinstance(event, ast.FunctionDef) and event.name.startswith("on_"):
                assert [ast.unparse(it) for it in event.decorator_list] == marks.get(event.name, []), (file, event.name)


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
    """All of it, comments and types too: what every page does, the helper's page, looking up numbers, the two
    workers."""
    typed = (ROOT / "overrides/shell").rglob("*.d.ts")
    assert sum(len(file.read_text().splitlines()) for file in (*SHELL, *typed)) <= 2500


def test_the_shell_knows_the_effects_that_python_asks_for() -> None:
    """overrides/shell/contract.d.ts, by which the type checker sees that each one is carried out."""
    asked = set(re.findall(r'"do": "(\w+)"', (ROOT / "helper/effects.py").read_text()))
    typed = set(re.findall(r'do: "(\w+)"', (ROOT / "overrides/shell/contract.d.ts").read_text()))
    assert asked == typed, f"only one of helper/effects.py and contract.d.ts has it: {sorted(asked ^ typed)}"


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
