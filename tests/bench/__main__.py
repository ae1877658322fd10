"""`make bench`: the parts in their order, the table, and build/bench.json.

Nothing that took long is lost: the file is written anew after each part, and where one fails, the others go on.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Playwright, sync_playwright

from tests.bench import blocks, builds, lateness, lighthouse, memory, pages, reactions, start_up, weight
from tests.bench.host import Host
from tests.bench.rows import FLOOR, OURS, PYSCRIPT, STOCK, Row, table
from tests.built import build_site
from tools.chromium import launch
from tools.runtime import bundle
from tools.sources.problems import ROOT

PARTS = ("start_up", "weight", "reactions", "blocks", "memory", "lateness", "lighthouse", "edits", "builds")
MINUTES = {
    "start_up": 13,
    "weight": 1,
    "reactions": 1,
    "blocks": 3,
    "memory": 3,
    "lateness": 3,
    "lighthouse": 5,
    "edits": 1,
    "builds": 6,
}
"""About how long each part takes in five turns, on two quiet cores."""
NO_PAGES = {"edits", "builds"}
TARGET = ROOT / "build" / "bench.json"
HELPER = "/helper/"
GUIDANCE = "/calls/formats/"


@contextmanager
def hosts(folder: Path, driver: Playwright, *, wanted: bool) -> Iterator[dict[str, tuple[Host, str]]]:
    """The site, and the pages that it is compared with: each its host and the path of its page."""
    if not wanted:
        yield {}
        return
    print("[bench] building the site ...", flush=True)
    sites = {
        OURS: (Host(build_site(folder / "site")), HELPER),
        STOCK: (Host(pages.stock(folder / "stock")), "/"),
        PYSCRIPT: (Host(pages.pyscript(folder / "pyscript")), "/"),
    }
    browser = launch(driver)
    needed = weight.until_first_answer(browser, *sites[OURS])
    browser.close()
    sites[FLOOR] = (Host(pages.floor(folder / "floor", needed)), "/")
    yield sites
    for host, _ in sites.values():
        host.close()


def measure(
    driver: Playwright,
    sites: dict[str, tuple[Host, str]],
    chosen: list[str],
    runs: int,
    keep: Callable[[dict[str, list[Row]]], None],
) -> dict[str, list[Row]]:
    """The rows of each part; none of one that failed. `keep` gets what there is after each part."""
    browser = launch(driver)
    parts: dict[str, Callable[[], list[Row]]] = {
        "start_up": lambda: start_up.measure(driver, sites, runs),
        "weight": lambda: weight.measure(browser, sites, GUIDANCE),
        "reactions": lambda: reactions.measure(browser, sites[OURS][0].url + HELPER),
        "blocks": lambda: blocks.measure(browser, sites[OURS][0], HELPER, runs),
        "memory": lambda: memory.measure(driver, sites[OURS][0], HELPER),
        "lateness": lambda: lateness.measure(driver, sites[OURS][0].url + HELPER),
        "lighthouse": lambda: lighthouse.measure(driver, sites[OURS][0], runs),
        "edits": lambda: builds.edits(runs),
        "builds": lambda: builds.measure(runs),
    }
    found: dict[str, list[Row]] = {}
    for name in chosen:
        try:
            found[name] = parts[name]()
        except Exception:  # whatever a browser or a build comes up with
            traceback.print_exc()
            print(f"[bench] no row of {name}: it failed, see above", flush=True)
            found[name] = []
        keep(found)
        for host, _ in sites.values():
            host.as_usual()
    browser.close()
    return found


def about(runs: int, begun: float) -> dict[str, Any]:
    """What the figures depend on."""
    load = os.getloadavg()
    return {
        "date": time.strftime("%Y-%m-%d"), "runs": runs, "minutes": round((time.monotonic() - begun) / 60, 1),
        "python": platform.python_version(), "pyodide": bundle.build()["pyodide"], "processors": os.cpu_count(),
        "load": [round(value, 1) for value in load], "imports": pages.imports(),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--rows", default="", help=f"some of {','.join(PARTS)}")
    parser.add_argument("--runs", type=int, default=5, help="turns, of which the median counts")
    given = parser.parse_args()
    chosen = [name for name in given.rows.split(",") if name] or list(PARTS)
    if unknown := set(chosen) - set(PARTS):
        parser.error(f"no such rows: {', '.join(sorted(unknown))}. There are {', '.join(PARTS)}")
    begun = time.monotonic()
    minutes = sum(MINUTES[name] for name in chosen) * max(1, given.runs / 5)
    print(f"[bench] {', '.join(chosen)}: about {minutes:.0f} minutes", flush=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, sync_playwright() as driver:
        browser = launch(driver)
        version = browser.version
        browser.close()

        def keep(found: dict[str, list[Row]]) -> None:
            """Print the newest rows, and write all of them."""
            print(f"\n{table(list(found.values())[-1])}\n", flush=True)
            facts = {**about(given.runs, begun), "chromium": version}
            plain = [row.plain() for rows in found.values() for row in rows]
            TARGET.write_text(json.dumps({**facts, "rows": plain}, indent=1, ensure_ascii=False))

        with hosts(Path(folder), driver, wanted=bool(set(chosen) - NO_PAGES)) as sites:
            found = measure(driver, sites, chosen, given.runs, keep)
    print(f"\n{table(row for rows in found.values() for row in rows)}\n")
    facts = {**about(given.runs, begun), "chromium": version}
    print(", ".join(f"{name} {value}" for name, value in facts.items() if name != "imports"))
    print(f"[bench] written to {TARGET.relative_to(ROOT)}")
    if failed := [name for name in chosen if not found[name]]:
        sys.exit(f"[bench] without {', '.join(failed)}")


if __name__ == "__main__":
    main()
