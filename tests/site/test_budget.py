"""What visitors have to load, as a budget that needs no clock: a page or a bundle that outgrows it fails at once.

The figures are a little above what is needed today. Raising one is a decision: say in the commit what for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from lxml import html

from tools.runtime import bundle
from tools.runtime.packing import sent

LOADED = (
    "//link[@rel='stylesheet' or @rel='icon' or @rel='manifest' or @rel='modulepreload']/@href"
    " | //script[not(ancestor::template)]/@src"
)
HELD_BACK = "//template[@data-search]//script/@src"
SEARCH = r'"(?P<worker>[^"]*workers/search\.[^"]+)"'
PAGE_BYTES, PAGE_REQUESTS = 53_200, 10
PHRASES_BYTES = 62_400  # the one page with all sentences
NUMBERS_BYTES = 71_600  # the one with the numbers of every country, which are all on it
CARD_BYTES = 58_000  # and the card, which takes those of any
DANGER_BYTES = 56_200  # looks them up, as do the pages for who is close to relapse, and for an overdose
SEARCH_BYTES = 91_800  # for those who search
RUNTIME_BYTES, MODULES = 2_520_000, 136
PLACES_BYTES = 154_000  # the cities, regions and countries of the time-zone checker, fetched by itself


def loaded(site: Path, page: Path) -> Mapping[str, int]:
    """Every file that a page loads, with its size as it is sent."""
    names = [str(name) for name in html.fromstring(page.read_text()).xpath(LOADED)]
    files = {(page.parent / name).resolve() for name in names} | {page}
    return {str(file.relative_to(site)): sent(file.read_bytes()) for file in files}


def searched(site: Path, page: Path) -> Mapping[str, int]:
    """What comes when somebody searches from a page."""
    text = page.read_text()
    names = [str(name) for name in html.fromstring(text).xpath(HELD_BACK)] + re.findall(SEARCH, text)
    index = next(folder / "search/search_index.json" for folder in page.parents if (folder / "search").is_dir())
    lunr = site / "assets/javascripts/lunr/min"
    stemmers = [lunr / f"lunr.{name}.min.js" for name in ("stemmer.support", _language(index))]
    files = {(page.parent / name).resolve() for name in names} | {index}
    files |= set(stemmers) if stemmers[1].exists() else set()
    return {str(file.relative_to(site)): sent(file.read_bytes()) for file in files}


def _language(index: Path) -> str:
    return str(json.loads(index.read_text())["config"]["lang"][0])


def test_a_page_to_read_stays_light(site: Path) -> None:
    for page in site.rglob("index.html"):
        if "helper-runtime" in page.read_text():
            continue
        files, search = loaded(site.resolve(), page.resolve()), searched(site.resolve(), page.resolve())
        listing = "\n".join(f"{size:>9,} {name}" for name, size in sorted([*files.items(), *search.items()]))
        assert len(files) <= PAGE_REQUESTS, f"{page}: {len(files)} files\n{listing}"
        assert len(search) >= 3 and sum(search.values()) <= SEARCH_BYTES, listing
        allowed = {
            "phrases": PHRASES_BYTES,
            "numbers": NUMBERS_BYTES,
            "card": CARD_BYTES,
            **dict.fromkeys(("danger", "close", "overdose"), DANGER_BYTES),
        }.get(page.parent.name, PAGE_BYTES)
        assert sum(files.values()) <= allowed, f"{page}: {sum(files.values()):,} bytes\n{listing}"


def test_what_python_needs_to_start_stays_small() -> None:
    manifest = bundle.build()
    core = (bundle.OUT / manifest["lean"]["index"]).iterdir()
    sizes = {file.name: sent(file.read_bytes()) for file in core}
    assert sum(sizes.values()) <= RUNTIME_BYTES, json.dumps(sizes, indent=1)


def test_the_places_stay_small() -> None:
    assert (bundle.OUT / bundle.build()["packages"]["places"]["file"]).stat().st_size <= PLACES_BYTES


def test_few_modules_are_imported_at_start() -> None:
    """All that the memory holds is what a played call imports (tools/runtime/play.py)."""
    names = bundle.build()["modules"]
    foreign = sorted(name for name in names if not name.startswith("helper/"))
    assert len(names) <= MODULES, f"{len(names)} modules, of others:\n" + "\n".join(foreign)
