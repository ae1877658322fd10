"""The numbers as the page carries them: short keys, nothing twice, no word of any language.

Only packing lives here. The form:

    countries   ISO code to [ambulance, police, fire, status, others, lines]; numbers are joined by spaces,
                what is the same as the ambulance is "", what ends empty is left out. status: 0 two sources
                agree, 1 others agree, 2 unsure, 3 uninhabited; others: [[name of the source, what it
                says]], only where unsure. Or, as a text: the country whose numbers it has.
    lines       [number, kind, name, hours, languages, cost, way and what to text, area, extension, day]
    zones       "AT": "Europe/Vienna", several ids joined by spaces; where a zone may mean several countries,
                they are joined: "RS XK"
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from tools.numbers.hours import ALWAYS, Span
from tools.numbers.model import Book, Cost, Country, Line, Status

STATUS = {Status.AGREED: 0, Status.THIRD: 1, Status.UNSURE: 2, Status.UNINHABITED: 3}
COST = {Cost.UNKNOWN: "", Cost.FREE: "f", Cost.CHARGED: "c"}


def pack(book: Book, zones: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """What `json.dumps` may write."""
    by_country: dict[str, list[str]] = defaultdict(list)
    for zone, isos in zones.items():
        by_country[" ".join(isos)].append(zone)
    return {
        "countries": {iso: country.parent or _country(country) for iso, country in book.countries.items()},
        "zones": {isos: " ".join(own) for isos, own in sorted(by_country.items())},
    }


def _country(country: Country) -> list[Any]:
    unsure = country.status is Status.UNSURE
    row: list[Any] = [
        *(" ".join(numbers) for numbers in (country.ambulance, country.police, country.fire)),
        STATUS[country.status],
        [[source.name, said] for source, said in country.others] if unsure else [],
        [_line(line) for line in country.lines],
    ]
    return _trimmed(row)


def _line(line: Line) -> list[Any]:
    way = f"sms {line.say}".strip() if line.text else ""
    return _trimmed(
        [
            *(line.number, line.kind.value, line.name, hours_text(line.hours), " ".join(line.languages)),
            *(COST[line.cost], way, line.area, line.extension, line.checked.isoformat()),
        ]
    )


def hours_text(spans: tuple[Span, ...]) -> str:
    """“24/7”, or each span as days and minutes: “0-4 540-1020”, joined by commas."""
    if spans == ALWAYS:
        return "24/7"
    return ",".join(f"{_days(span.days)} {span.start}-{span.end}" for span in spans)


def _days(days: tuple[int, ...]) -> str:
    runs = len(days) > 1 and days == tuple(range(days[0], days[-1] + 1))
    return f"{days[0]}-{days[-1]}" if runs else "".join(map(str, days))


def _trimmed(row: list[Any]) -> list[Any]:
    while row and row[-1] in ("", []):
        row.pop()
    return row
