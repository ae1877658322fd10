"""One contract between the page and Python: every name that one side uses is known to the other, and none is left over.

The templates are rendered without a site around them; the view's names are those that a visit with everything in it
brings up.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import html

from helper import app, effects
from helper.phrases import update as phrases
from helper.texts import Texts
from helper.timer import update as timer
from helper.zones import update as zones
from tests.conftest import ROOT
from tests.phrases.conftest import data, sheets
from tests.timer.calls import FIELDS as TIMER
from tests.timer.calls import MINUTE
from tests.zones.conftest import zone_files
from tests.zones.people import FIELDS as ZONES
from tests.zones.people import there

__all__ = ["data", "sheets", "zone_files"]

SHELL = {file.stem: file.read_text(encoding="utf-8") for file in (ROOT / "overrides/shell").rglob("*.js")}
KINDS = re.findall(r"^  (\w+): ", SHELL["paint"], re.MULTILINE)
HANDLERS = {"timer": timer.HANDLERS, "phrases": phrases.HANDLERS, "zones": {**zones.WHILE_WAITING, **zones.HANDLERS}}
NOW = there("2026-10-24 18:10", "Europe/Berlin")
ASKED = {
    **ZONES,
    "mine": "lond",
    "theirs": "lond",
    "date": "2026-10-25",
    "time": "02:30",
    "weekday": "6",
    "weekly_time": "02:30",
}
VISIT: list[dict[str, Any]] = [
    {"type": "init", "kept": "broken", "zone": "Europe/Berlin", "language": "en",
     "forms": {"timer": TIMER, "zones": ASKED, "phrases": {}}},
    {"type": "loaded", "packages": ["tzdata", "places"]},
    {"type": "zones.choose", "side": "mine", "key": "Europe/Berlin"},
    {"type": "zones.choose", "side": "theirs", "key": "Europe/London"},
    {"type": "zones.copy_link", "fragment": "x", "outcome": "copied"},
    {"type": "zones.file"},
    {"type": "loaded", "packages": ["calendar"]},
    {"type": "timer.start", "fields": TIMER},
    {"type": "timer.share", "fragment": "x", "outcome": "copied"},
    {"type": "loaded", "packages": ["qr"]},
    {"type": "phrases.change", "fields": {"theirs": "de", "query": "video"}},
    {"type": "phrases.show", "id": "no-video-room"},
    {"type": "phrases.copy_link", "fragment": "x", "outcome": "copied"},
    {"type": "phrases.speak", "text": "x", "language": "en", "outcome": "speaking"},
    {"type": "phrases.change", "fields": {"ask_minutes": "x"}},
]  # fmt: skip

type Names = dict[str, Any]
"""Names, and below those of lists the names in their entries."""


@pytest.fixture(scope="session")
def texts(language: str) -> Texts:
    from tests.zones.conftest import texts

    return texts.__wrapped__(language)  # type: ignore[attr-defined, no-any-return]


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    """The helper's parts of the page. What is in them of the site does not matter here."""
    words: dict[str, str] = defaultdict(str)
    one = SimpleNamespace(id="x", title="x", lang="en", name="x", situations=[])
    site = SimpleNamespace(theme=SimpleNamespace(language="en"), extra=SimpleNamespace(alternate=[one]))
    environment = Environment(loader=FileSystemLoader(ROOT / "overrides"), undefined=StrictUndefined)
    around = re.sub(
        r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", (ROOT / "overrides/helper.html").read_text(), flags=re.DOTALL
    )
    choices = {name: tool.CHOICES for name, tool in app.TOOLS.items()}
    parts = [
        environment.get_template(f"partials/{name}.html").render(
            words=words, choices=choices, weekdays=["x"] * 7, phrase_phases=[one], config=site, i18n_page_locale="en",
            phrase_languages={"en": "x", "de": "x"}, phrase_tiles=[one],
        )
        for name in app.TOOLS
    ]  # fmt: skip
    return html.fragment_fromstring(around + "".join(parts), create_parent=True)


@pytest.fixture
def answers(texts: Texts, data: dict[str, object]) -> list[app.Answer]:
    model, found, now = app.Model(), [], NOW
    for event in VISIT:
        found.append(app.answer(model, {**event, "data": {"phrases": data}}, now, texts))
        model, now = found[-1].model, now + MINUTE
    return found


def bound(element: html.HtmlElement, names: Names) -> Names:
    """The names to which an element and what is in it are bound."""
    for kind in KINDS:
        if name := element.get(f"data-{kind}"):
            names.setdefault(name, {})
    for child in element.iterchildren("*"):
        listed = element.get("data-list") if child.tag == "template" else None
        bound(child, names[listed] if listed else names)
    return names


def given(view: dict[str, Any], names: Names) -> Names:
    """The names that a view gives."""
    for name, value in view.items():
        inner = names.setdefault(name, {})
        for entry in value if isinstance(value, list) else ():
            if isinstance(entry, dict):
                given(entry, inner)
    return names


def sent(page: html.HtmlElement) -> Iterator[str]:
    """The events of tools that the page can send."""
    for name in ("send", "combobox", "settle", "escape", "back"):
        yield from filter(None, page.xpath(f"//@data-{name}"))
    for keys in page.xpath("//@data-keys"):
        yield from json.loads(keys).values()
    for form in page.xpath("//@data-form"):
        yield f"{form}.change"


def test_what_is_bound_is_given_and_what_is_given_is_bound(page: html.HtmlElement, answers: list[app.Answer]) -> None:
    names: Names = {}
    for answer in answers:
        given(answer.view, names)
    lasting = {name: names.pop(name) for name in effects.LASTING}
    assert names == bound(page, {})
    assert set(re.findall(r'"(page\.\w+)":', SHELL["effects"])) == lasting.keys()


def test_what_is_sent_is_handled_and_what_is_handled_is_sent(page: html.HtmlElement, answers: list[app.Answer]) -> None:
    reports = {str(effect["report"]) for answer in answers for effect in answer.effects if "report" in effect}
    handled = {f"{tool}.{name}" for tool, each in HANDLERS.items() for name in each if name not in app.FOR_ALL}
    assert {*sent(page), *reports} == handled
    assert set(re.findall(r'(?<!\.)\btype(?:: | = )"(\w+)"', "".join(SHELL.values()))) == set(app.FOR_ALL)


def test_what_can_be_asked_of_the_page_is_carried_out() -> None:
    asked = set(re.findall(r'"do": "(\w+)"', (ROOT / "helper/effects.py").read_text(encoding="utf-8")))
    once = SHELL["effects"].partition("const once = {")[2].partition("\n  };")[0]
    in_worker = re.findall(r'effect\.do === "(\w+)"', "".join(SHELL.values()))
    assert {*re.findall(r"^    (\w+): ", once, re.MULTILINE), *in_worker} == asked
