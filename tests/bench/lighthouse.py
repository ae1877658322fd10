"""What Lighthouse says of five pages on a phone: the points that each of its four scores lacks of 100.

It is fetched when it is asked for: as a package of the project it would make every set-up half as heavy again.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Playwright

from tests.bench import rows
from tests.bench.host import Host
from tests.bench.rows import Row
from tools.chromium import arguments, executable

PACKAGE = "lighthouse@12.8.2"
PAGES = ("/", "/danger/", "/calls/formats/", "/helper/", "/de/helper/")
SCORES = {"performance": "performance", "accessibility": "access", "best-practices": "practices", "seo": "search"}
MOST_TURNS = 3
"""Each takes a quarter of a minute, and only the first score differs from turn to turn."""


def measure(driver: Playwright, host: Host, runs: int) -> list[Row]:
    """Raises CalledProcessError when Lighthouse cannot be had or does not end well."""
    print("[bench] Lighthouse ...", flush=True)
    found = []
    for path in PAGES:
        visits = [_scores(executable(driver), host.url + path) for _ in range(min(runs, MOST_TURNS))]
        for score, name in SCORES.items():
            found.append(_row(f"Lighthouse, {name}, {path}", [100 - 100 * visit[score] for visit in visits]))
    return found


def _row(what: str, lost: Sequence[float]) -> Row:
    middle = sorted(lost)[len(lost) // 2]
    return Row(what, "points lost", round(middle), goal=rows.NO_POINTS, samples={rows.OURS: lost})


def _scores(browser: str, url: str) -> dict[str, float]:
    """From 0 to 1."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        flags = " ".join(["--headless=new", *arguments()])
        subprocess.run(
            ["npx", "--yes", PACKAGE, url, "--quiet", "--output=json", f"--output-path={report}",
             f"--only-categories={','.join(SCORES)}", f"--chrome-path={browser}", f"--chrome-flags={flags}"],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
        told: dict[str, dict[str, Any]] = json.loads(report.read_text())["categories"]
    return {name: float(told[name]["score"] or 0) for name in SCORES}
