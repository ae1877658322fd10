"""How the build grows with languages: the real pages in 5, 10 and 20 of them, against bare MkDocs.

Only that measurement lives here; tools/bench.py calls `rows`. Bare means the same theme and plugins on the
same files in the same run, without our hooks and templates. Every language holds the English pages.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.site import pseudo
from tools import bundle
from tools.problems import ROOT

CODES = [
    "en",
    "de",
    "fr",
    "es",
    "it",
    "nl",
    "pl",
    "pt",
    "cs",
    "sv",
    "da",
    "fi",
    "hu",
    "ro",
    "tr",
    "uk",
    "ru",
    "el",
    "ja",
    "ar",
]
COUNTS = (5, 10, 20)
OURS, BARE = "ours", "stock"


def rows(counts: tuple[int, ...] = COUNTS, runs: int = 3) -> list[dict[str, Any]]:
    """A row for each number of languages (processor seconds, medians of `runs` builds by turns), then the growth: how
    much longer a page takes with the most languages than with the fewest."""
    bundle.build()
    found, each = [], {}
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            pages = _prepare(Path(folder), CODES[:count])
            times: dict[str, list[float]] = {OURS: [], BARE: []}
            for turn in range(runs):
                for kind in times if turn % 2 else reversed(times):
                    times[kind].append(_seconds(Path(folder), kind))
        ours, bare = (statistics.median(times[kind]) for kind in (OURS, BARE))
        each[count] = {OURS: ours / pages, BARE: bare / pages}
        found.append(_row(f"build, {count} languages ({pages} pages)", "s", ours, bare, times))
    first, last = each[min(counts)], each[max(counts)]
    growth = [last[kind] / first[kind] for kind in (OURS, BARE)]
    return [*found, _row(f"a page in {max(counts)} languages against {min(counts)}", "times", *growth)]


def _row(what: str, unit: str, ours: float, bare: float, samples: object = None) -> dict[str, Any]:
    return {"what": what, "unit": unit, "ours": ours, "stock": bare, "ratio": ours / bare, "samples": samples}


def _prepare(place: Path, codes: list[str]) -> int:
    """docs/ in so many languages, and a mkdocs.yml for each kind; returns the number of pages."""
    for code in codes:
        pseudo.translate(ROOT / "docs/en", place / "docs" / code, code, str)
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("watch: [overrides, helper, tools]\n", "")
    start = text.index("      languages:\n") + len("      languages:\n")
    end = text.index("\n\n", start)
    entries = [f"        - {{ locale: {code}, name: {code}{', default: true' * (code == 'en')} }}" for code in codes]
    text = text[:start] + "\n".join(entries) + text[end:]
    ours = text.replace("custom_dir: overrides", f"custom_dir: {ROOT}/overrides")
    (place / f"{OURS}.yml").write_text(ours.replace("  - overrides/hooks/", f"  - {ROOT}/overrides/hooks/"))
    plain = place / "plain"
    plain.mkdir()
    for template in (ROOT / "overrides").glob("*.html"):  # some pages ask for one
        if '{% extends "main.html" %}' in template.read_text():
            (plain / template.name).write_text('{% extends "main.html" %}')
    hooks = text.index("hooks:\n")
    bare = text[:hooks] + text[text.index("\n\n", hooks) :]
    bare = bare.replace("custom_dir: overrides", f"custom_dir: {plain}").replace("    logo: steady-line\n", "")
    bare = bare.replace("  favicon: assets/icon.svg\n", "").replace("extra_css:\n  - assets/steady-line.css\n", "")
    (place / f"{BARE}.yml").write_text(bare)
    return sum(1 for _ in (place / "docs").rglob("*.md"))


def _seconds(place: Path, kind: str) -> float:
    """Processor seconds of one build: the clock on the wall also counts what else the machine does."""
    files = ["-f", str(place / f"{kind}.yml"), "-d", str(place / f"site-{kind}")]
    command = [sys.executable, "-m", "mkdocs", "build", "-q", *files]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, text=True, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"[scale] the {kind} build failed:\n{done.stdout}{done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    for it in rows():
        print(f"{it['what']:40}{it['ours']:10.2f}{it['stock']:10.2f} {it['unit']:6}{it['ratio']:6.2f}")
