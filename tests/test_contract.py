"""One contract between the page and Python: every name that one side uses is known to the other, and none is left over.

The templates are rendered without a site around them; the view's names are those that a visit with everything in it
brings up.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import html

from helper import app, effects
from helper.phrases import form as phrases_form
from helper.phrases import update as phrases
from helper.texts import Texts
from helper.timer import form as timer_form
from helper.timer import update as timer
from helper.timer.buttons import buttons
from helper.timer.model import Model
from helper.zones import form as zones_form
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
    "back_time": "18:00",
}
VISIT: list[dict[str, Any]] = [
    {"type": "init", "kept": "broken", "zone": "Europe/Berlin", "language": "en",
     "forms": {"timer": TIMER, "zones": ASKED, "phrases": {}}},
    {"type": "loaded", "packages": ["tzdata", "places"]},
    {"type": "zones.change", "fields": {**ASKED, "theirs": "Europe/London"}},
    {"type": "zones.choose", "side": "mine", "key": "Europe/Berlin"},
    {"type": "zones.choose", "side": "theirs", "key": "Europe/London"},
    {"type": "zones.copy_link", "fragment": "x", "outcome": "copied"},
    {"type": "zones.file"},
    {"type": "loaded", "packages": ["calendar", "shorthand"]},
    {"type": "timer.start", "fields": TIMER},
    {"type": "timer.share", "fragment": "x", "outcome": "copied"},
    {"type": "loaded", "packages": ["qr"]},
    {"type": "phrases.change", "fields": {"theirs": "de", "query": "video"}},
    {"type": "phrases.show", "id": "no-video-room"},
    {"type": "phrases.copy_link", "fragment": "x", "outcome": "copied"},
    {"type": "phrases.speak", "text": "x", "language": "en", "outcome": "speaking"},
    {"type": "phrases.change", "fields": {"ask_minutes": "x", "read_text": "OR 3/3 until 9pm CET, 7?"}},
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
            words=words, choices=choices, sum="x", weekdays=["x"] * 7, weekdays_short=["x"] * 7, phrase_phases=[one],
            config=site, i18n_page_locale="en", phrase_languages={"en": "x", "de": "x"}, phrase_tiles=[one],
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


def flat(names: Names, before: str = "") -> set[str]:
    """The same in one row: what is in the entries of "timer.notices" is called "timer.notices: notice"."""
    return {f"{before}{name}" for name in names}.union(*(flat(names[name], f"{before}{name}: ") for name in names))


def alike(one: set[str], only_one: str, other: set[str], only_other: str) -> None:
    """Two sides name the same things; else say what only one of them does."""
    said = {only_one: sorted(one - other), only_other: sorted(other - one)}
    if one != other:
        pytest.fail("\n".join(f"{what}: {', '.join(names)}" for what, names in said.items() if names))


def test_what_is_bound_is_given_and_what_is_given_is_bound(page: html.HtmlElement, answers: list[app.Answer]) -> None:
    names: Names = {}
    for answer in answers:
        given(answer.view, names)
    lasting = {name: names.pop(name) for name in effects.LASTING}
    alike(
        flat(names), "a view gives it, and no element in overrides/partials/ is bound to it",
        flat(bound(page, {})), "an element is bound to it, and no view gives it during VISIT",
    )  # fmt: skip
    alike(
        set(re.findall(r'"(page\.\w+)":', SHELL["effects"])), "in `lasting` of effects.js, and not in effects.LASTING",
        set(lasting), "in effects.LASTING, and not in `lasting` of effects.js",
    )  # fmt: skip


def test_what_is_sent_is_handled_and_what_is_handled_is_sent(page: html.HtmlElement, answers: list[app.Answer]) -> None:
    reports = {str(effect["report"]) for answer in answers for effect in answer.effects if "report" in effect}
    handled = {f"{tool}.{name}" for tool, each in HANDLERS.items() for name in each if name not in app.FOR_ALL}
    asked = set(sent(page))
    own = {name for name in asked if "." not in name}
    alike(
        {*asked, *reports} - own, "the page sends it, and no HANDLERS have it",
        handled, "HANDLERS have it, and nothing in overrides/partials/ sends it, nor does an effect in VISIT report it",
    )  # fmt: skip
    alike(
        {*re.findall(r'(?<!\.)\btype(?:: | = )"(\w+)"', "".join(SHELL.values())), *own},
        "the page sends it, and app.FOR_ALL lacks it",
        set(app.FOR_ALL), "in app.FOR_ALL, and the page does not send it",
    )  # fmt: skip


class Fields(dict[str, str]):
    """Fields that remember which of them were asked for."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(fields)
        self.asked: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        self.asked.add(name)
        return super().get(name, default)


FILLED: dict[str, tuple[Callable[[Any], object], list[dict[str, str]]]] = {
    "timer": (timer_form.read, [
        {"unequal": "on", "speakers": "8", "feedback": "on", "frame": "any"}, {}, {"kind": "open"},
    ]),
    "zones": (zones_form.read, [ASKED]),
    "phrases": (phrases_form.read, [{}]),
}  # fmt: skip
"""How each form is read, and fields with which all that it may hold is."""


@pytest.mark.parametrize("tool", FILLED)
def test_what_is_in_a_form_is_read_and_what_is_read_is_in_the_form(page: html.HtmlElement, tool: str) -> None:
    read, fillings = FILLED[tool]
    asked: set[str] = set()
    for filling in fillings:
        fields = Fields(filling)
        read(fields)
        asked |= fields.asked
    typed = set(zones_form.SIDES) if tool == "zones" else set()  # places: a field on its own, which update.py reads
    alike(
        set(page.xpath("//form[@data-form=$tool]//*[not(self::details)]/@name", tool=tool)) - typed,
        f"a field in overrides/partials/{tool}.html, and helper/{tool}/form.py does not read it",
        asked, f"helper/{tool}/form.py reads it, and overrides/partials/{tool}.html has no such field",
    )  # fmt: skip


def test_the_rule_for_taps_knows_of_every_button_of_the_call(page: html.HtmlElement) -> None:
    """One that comes or goes moves the others under the finger (helper/timer/taps.py)."""
    known = {f"timer.{name}" for name in (*buttons(Model(), 0), "more")}
    shown = set(page.xpath("//*[@class='turn__buttons' or @class='more']//button/@data-show"))
    assert shown
    assert not shown - known, f"it belongs into `buttons` of helper/timer/buttons.py: {sorted(shown - known)}"


def test_what_the_browser_may_refuse_is_known() -> None:
    alike(
        set(re.findall(r'\btrouble\("(\w+)"', "".join(SHELL.values()))), "the shell tells of it, and TROUBLES lack it",
        set(timer.TROUBLES), "in TROUBLES of helper/timer/update.py, and the shell does not tell of it",
    )  # fmt: skip


def test_what_can_be_asked_of_the_page_is_carried_out() -> None:
    asked = set(re.findall(r'"do": "(\w+)"', (ROOT / "helper/effects.py").read_text(encoding="utf-8")))
    once = SHELL["effects"].partition("const once = {")[2].partition("\n  };")[0]
    in_worker = re.findall(r'effect\.do === "(\w+)"', "".join(SHELL.values()))
    alike(
        {*re.findall(r"^    (\w+): ", once, re.MULTILINE), *in_worker}, "carried out, and not in helper/effects.py",
        asked, "in helper/effects.py, and `once` of overrides/shell/effects.js does not carry it out",
    )  # fmt: skip
