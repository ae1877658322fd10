"""The time-zone checker until its zone files and places are there: what was typed meanwhile is kept.

Only this waiting lives here. Nothing else of the tool is imported before it can do anything, so that
the page's first tool, the timer, starts sooner; tool.py hands over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from helper import effects
from helper.effects import Effect
from helper.texts import Texts

PACKAGES = ("tzdata", "places")
LINK = "zones="
"""How the fragment of a shared link begins (links.py)."""


@dataclass(frozen=True, slots=True)
class Early:
    """language  of the page
    device    the zone that the device is set to
    fields    what the form holds
    link      a shared link that was opened, "" for none
    packages  those of PACKAGES, and others, that are there
    failed    fetching them failed
    """

    language: str = "en"
    device: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    link: str = ""
    packages: frozenset[str] = field(default_factory=frozenset)
    failed: bool = False

    @property
    def is_complete(self) -> bool:
        return not self.failed and self.packages.issuperset(PACKAGES)


def update(early: Early, event: Mapping[str, object]) -> tuple[Early, list[Effect]]:
    """The state after an event, and what it asks for."""
    kind, fetch = str(event.get("type", "")), [effects.load(*PACKAGES)]
    if kind == "init":
        early = replace(early, language=text(event, "language") or early.language, device=text(event, "zone"))
        return _linked(replace(early, fields=fields(event)), event), fetch
    if kind == "change":
        return replace(early, fields=fields(event)), []
    if kind == "link":
        return _linked(early, event), []
    if kind == "retry":
        return replace(early, failed=False), fetch
    if kind == "loaded":
        return replace(early, packages=early.packages | packages(event)), []
    if kind == "load_failed" and not packages(event).isdisjoint(PACKAGES):
        return replace(early, failed=True), []
    return early, []


def view(early: Early, texts: Texts) -> dict[str, object]:
    stage = "failed" if early.failed else "waiting"
    return {"stage": stage, "waiting": not early.failed, "failed": early.failed, "headline": texts.say("verdict.empty")}


def _linked(early: Early, event: Mapping[str, object]) -> Early:
    fragment = text(event, "fragment").removeprefix("#")
    return replace(early, link=fragment) if fragment.startswith(LINK) else early


def text(event: Mapping[str, object], name: str) -> str:
    """A field of an event that is to be text; "" when it is not."""
    value = event.get(name)
    return value if isinstance(value, str) else ""


def fields(event: Mapping[str, object]) -> dict[str, str]:
    """The fields of the form that come with an event, as text."""
    found = event.get("fields")
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, Mapping) else {}


def packages(event: Mapping[str, object]) -> frozenset[str]:
    """The packages that an event names."""
    named = event.get("packages")
    return frozenset(str(name) for name in named) if isinstance(named, list) else frozenset()
