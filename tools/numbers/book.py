"""data/emergency.yml and data/crisis.yml as one book, judged rule by rule."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from babel import Locale

from tools.numbers import hours
from tools.numbers.model import Book, Cost, Country, Kind, Line, Location, Status
from tools.numbers.sheet import Node, Sheet
from tools.sources.problems import ROOT, Problem, listing
from tools.world.countries import territories

DATA = ROOT / "data"
EMERGENCY, CRISIS = "emergency.yml", "crisis.yml"
BOTH = frozenset({"phonenumbers", "android"})
"""The two sources that know every country."""
FIELDS = ("ambulance", "police", "fire", "sources", "others", "decided", "checked", "parent", "uninhabited")
LINE_FIELDS = (
    *("country", "name", "number", "kind", "way", "say", "area", "extension"),
    *("hours", "languages", "cost", "checked", "sources"),
)
SHORT, LONG = r"\d{2,8}", r"\*?\d[\d -]{1,18}\d"
NONE = "none"


class NumbersError(ValueError):
    """The data cannot be used; the message has a line for each fault: file, line, what is wrong, what to do."""


def read(folder: Path = DATA) -> Book:
    """The numbers of every country. Raises NumbersError."""
    book, problems = look(folder)
    if problems:
        raise NumbersError(listing(problems))
    return book


def look(folder: Path = DATA) -> tuple[Book, list[Problem]]:
    """The same, with the faults beside it."""
    emergency, crisis = Sheet(folder / EMERGENCY), Sheet(folder / CRISIS)
    countries = _countries(emergency)
    lines: dict[str, list[Line]] = defaultdict(list)
    order = list(Kind)
    for line in _lines(crisis, countries):
        lines[line.country].append(line)
    for iso, own in lines.items():
        countries[iso] = replace(countries[iso], lines=tuple(sorted(own, key=lambda it: order.index(it.kind))))
    return Book(dict(sorted(countries.items()))), [*emergency.problems, *crisis.problems]


@lru_cache
def languages() -> frozenset[str]:
    return frozenset(map(str, Locale("en").languages))


def _countries(sheet: Sheet) -> dict[str, Country]:
    root = sheet.root()
    if not root:
        return {}
    sheet.read_sources(root.get("sources"))
    checked = sheet.day(root.get("checked")) or date.min
    found: dict[str, Country] = {}
    rows = sheet.entries(root.get("countries"))
    for iso, node in rows.items():
        if iso not in territories():
            sheet.say(node, f"“{iso}” is no country’s code. Use the two letters of ISO 3166, such as  AT")
            continue
        found[iso] = _country(sheet, iso, node, checked)
    for iso, country in list(found.items()):
        if country.parent:
            parent = found.get(country.parent)
            if parent is None or parent.parent:
                sheet.say(rows[iso], f"“{country.parent}” has no numbers of its own. Name a country that has some")
            else:
                found[iso] = replace(parent, iso=iso, parent=parent.iso, at=country.at)
    for iso in sorted(territories() - rows.keys()) if rows else []:
        name = Locale("en").territories[iso]
        text = f"{iso} ({name}) is missing. Add a row: its numbers, its parent, or that it is uninhabited"
        sheet.problems.append(Problem(sheet.path, 1, text))
    return found


def _country(sheet: Sheet, iso: str, node: Node, checked: date) -> Country:
    fields = sheet.entries(node, FIELDS)
    at = Location(sheet.path, sheet.line(node))
    if parent := sheet.text(fields.get("parent")):
        return Country(iso, Status.UNSURE, at, checked, parent=parent)
    if "uninhabited" in fields:
        return Country(iso, Status.UNINHABITED, at, checked)
    ambulance, police, fire = (sheet.numbers(fields.get(name), SHORT) for name in ("ambulance", "police", "fire"))
    sources, decided = sheet.sources_of(fields.get("sources")), sheet.text(fields.get("decided"))
    others = []
    for key, value in (sheet.entries(fields["others"]) if "others" in fields else {}).items():
        text = sheet.text(value)
        if key not in sheet.sources:
            sheet.say(value, f"“{key}” is no source. Use one of {', '.join(sorted(sheet.sources))}")
        elif text != NONE and not text.isdecimal():
            sheet.say(value, f"“{text}” is neither a number nor “none”. Write what this source says")
        else:
            others.append((sheet.sources[key], text))
    keys = {source.key for source in sources}
    status = Status.UNSURE if not ambulance else Status.AGREED if keys >= BOTH else Status.THIRD
    if "ambulance" not in fields:
        sheet.say(node, f"{iso} has no ambulance number. Write  ambulance: []  when no two sources agree on one")
    elif ambulance and len(sources) < 2:
        sheet.say(node, f"{iso} has a number that two sources do not agree on. Name a second one, or leave it empty")
    elif status is Status.UNSURE and (sources or not others):
        sheet.say(node, f"{iso} has no ambulance number. Write under  others:  what each source says")
    if not decided and (others or status is Status.UNSURE):
        sheet.say(node, f"{iso}: the sources differ. Write under  decided:  what was decided, and why")
    day = sheet.day(fields.get("checked")) or checked
    return Country(iso, status, at, day, ambulance, police, fire, sources, tuple(others), decided)


def _lines(sheet: Sheet, countries: dict[str, Country]) -> list[Line]:
    root = sheet.root()
    if not root:
        return []
    sheet.read_sources(root.get("sources"))
    seen: set[tuple[str, str, str]] = set()
    found = []
    for node in sheet.items(root.get("lines")):
        line = _line(sheet, node, countries)
        if line is None:
            continue
        key = (line.country, line.dial, line.extension)
        if key in seen:
            sheet.say(node, f"{line.number} stands twice for {line.country}. Delete one of the two")
        seen.add(key)
        found.append(line)
    return found


def _line(sheet: Sheet, node: Node, countries: dict[str, Country]) -> Line | None:
    fields = sheet.entries(node, LINE_FIELDS)
    before = len(sheet.problems)
    for name in ("country", "number", "kind", "languages", "checked", "sources"):
        if name not in fields:
            sheet.say(node, f"“{name}” is missing. Add a line  {name}: …")
    told = {name: sheet.text(fields.get(name)) for name in LINE_FIELDS if name not in ("languages", "sources")}
    iso = told["country"]
    if iso and (iso not in countries or countries[iso].status is Status.UNINHABITED):
        sheet.say(fields["country"], f"“{iso}” is not in {EMERGENCY}. Use the two letters of ISO 3166, such as  AT")
    number = told["number"]
    if number and not re.fullmatch(LONG, number):
        sheet.say(fields["number"], f"“{number}” is no number to dial. Use digits, spaces and hyphens")
    _one_of(sheet, fields.get("kind"), told["kind"], list(Kind))
    _one_of(sheet, fields.get("way"), told["way"], ["call", "text"])
    _one_of(sheet, fields.get("cost"), told["cost"], list(Cost))
    if told["say"] and told["way"] != "text":
        sheet.say(fields["say"], "what to text stands by a line to call. Add  way: text , or delete it")
    spans: tuple[hours.Span, ...] = ()
    if told["hours"]:
        try:
            spans = hours.parse(told["hours"])
        except ValueError as error:
            text = f"“{error}” is no time. Write  24/7 , or as  Mo-Fr 09:00-17:00; Sa 10:00-12:00"
            sheet.say(fields["hours"], text)
    spoken = sheet.texts(fields.get("languages"))
    for item in sheet.items(fields.get("languages")):
        if item.value not in languages():
            sheet.say(item, f"“{item.value}” is no language’s code. Use one such as  de , or  mul  for many")
    sources = sheet.sources_of(fields.get("sources"))
    if "sources" in fields and len(sources) < 2:
        sheet.say(fields["sources"], f"{number} has one source. Name a second one that agrees, or delete the line")
    day = sheet.day(fields.get("checked"))
    if len(sheet.problems) > before or day is None:
        return None
    return Line(
        iso, number, Kind(told["kind"]), spoken, day, sources, Location(sheet.path, sheet.line(node)),
        name=told["name"], text=told["way"] == "text", say=told["say"], area=told["area"],
        extension=told["extension"], hours=spans, cost=Cost(told["cost"] or Cost.UNKNOWN),
    )  # fmt: skip


def _one_of(sheet: Sheet, node: Node | None, value: str, known: list[str]) -> None:
    if node is not None and value and value not in known:
        sheet.say(node, f"“{value}” is not known here. Use {', '.join(known)}")
