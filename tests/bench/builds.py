"""How long the site takes to build: from nothing, after one edit, and with 5, 10 and 20 languages.

Against bare MkDocs: the same theme and plugins on the same files in the same
run, without our hooks and templates. In processor seconds, because the clock on the wall also counts what else
the machine does. Where there are more than two languages, each holds the English pages.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from tests.bench.rows import BARE, BUILD, OURS, Row, compared
from tests.tools import pseudo
from tools.runtime import bundle
from tools.serve import Preview
from tools.sources.problems import ROOT

CODES = ["en", "de", "fr", "es", "it", "nl", "pl", "pt", "cs", "sv"]
CODES += ["da", "fi", "hu", "ro", "tr", "uk", "ru", "el", "ja", "ar"]
COUNTS = (5, 10, 20)
EDITED = "calls/formats.md"


def measure(runs: int) -> list[Row]:
    print("[bench] builds from nothing, with 2, 5, 10 and 20 languages (some minutes) ...", flush=True)
    return [*_site(runs), *growth(COUNTS, runs)]


def growth(counts: tuple[int, ...], runs: int) -> list[Row]:
    """A row for each number of languages, then how much longer a page takes with the most than with the fewest."""
    bundle.build()
    found: list[Row] = []
    each: dict[int, dict[str, float]] = {}
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            pages = _prepare(Path(folder), CODES[:count])
            row = _by_turns(Path(folder), f"build, {count} languages ({pages} pages)", runs)
        found.append(row)
        assert row.other
        each[count] = {OURS: row.ours / pages, BARE: row.other / pages}
    first, last = each[min(counts)], each[max(counts)]
    more = {kind: last[kind] / first[kind] for kind in first}
    return [
        *found,
        Row(f"a page in {max(counts)} languages against {min(counts)}", "times", more[OURS], more[BARE], BARE),
    ]


def _site(runs: int) -> list[Row]:
    """The site as it is, and the Python runtime for it, which is built only when an input of it has changed."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        shutil.copytree(ROOT / "docs", place / "docs")
        _configure(place, None)
        row = _by_turns(place, "build, the site, from nothing", runs)
    code = "from tools.runtime import bundle; bundle.OUT = bundle.ROOT / 'build/bench-runtime'; bundle.build()"
    seconds = _processor(lambda: _run([sys.executable, "-c", code]))
    shutil.rmtree(ROOT / "build/bench-runtime")
    return [row, Row("Python runtime, from nothing", "s", seconds)]


def edits(runs: int) -> list[Row]:
    """Built again in the same process, as the previews do it."""
    print("[bench] builds after an edit ...", flush=True)
    times: dict[str, list[float]] = {OURS: [], BARE: []}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        shutil.copytree(ROOT / "docs", place / "docs")
        _configure(place, None)
        shows = place / "shows"
        shows.mkdir()
        preview = Preview("", 0, shows, place / f"{OURS}.yml")
        builds: dict[str, Callable[[], None]] = {OURS: preview.build, BARE: lambda: _again(place)}
        for build in builds.values():
            build()
        for turn in range(runs):
            file = place / "docs/en" / EDITED
            file.write_text(f"{file.read_text()}\nEdited {turn}.\n", encoding="utf-8")
            for kind in builds if turn % 2 else reversed(builds):
                begun = time.process_time()
                builds[kind]()
                times[kind].append(time.process_time() - begun)
            if f"Edited {turn}." not in (preview.good / "calls/formats/index.html").read_text():
                raise RuntimeError("the preview does not show the edit: it said why")
        preview.server.server_close()
    return compared("build, again after one edit", "s", times, {BARE: BUILD})


def _again(place: Path) -> None:
    """As `mkdocs serve` does it."""
    config = load_config(str(place / FILES[BARE]), site_dir=str(place / "site-bare"), strict=False)
    mkdocs_build(config)


def _by_turns(place: Path, what: str, runs: int) -> Row:
    times: dict[str, list[float]] = {OURS: [], BARE: []}
    for turn in range(runs):
        for kind in times if turn % 2 else reversed(times):
            times[kind].append(_processor(lambda kind=kind: _mkdocs(place, FILES[kind])))  # type: ignore[misc]
    return compared(what, "s", times, {BARE: BUILD})[0]


FILES = {OURS: f"{OURS}.yml", BARE: "bare.yml"}


def _prepare(place: Path, codes: list[str]) -> int:
    """docs/ in so many languages, and a mkdocs.yml for each kind; returns the number of pages."""
    for code in codes:
        pseudo.translate(ROOT / "docs/en", place / "docs" / code, code, str)
    _configure(place, codes)
    return sum(1 for _ in (place / "docs").rglob("*.md"))


def _configure(place: Path, codes: list[str] | None) -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("watch: [overrides, helper, tools, data]\n", "")
    if codes:
        start = text.index("      languages:\n") + len("      languages:\n")
        entries = [
            f"        - {{ locale: {code}, name: {code}{', default: true' * (code == 'en')} }}" for code in codes
        ]
        text = text[:start] + "\n".join(entries) + text[text.index("\n\n", start) :]
    ours = text.replace("custom_dir: overrides", f"custom_dir: {ROOT}/overrides")
    (place / FILES[OURS]).write_text(ours.replace("  - overrides/hooks/", f"  - {ROOT}/overrides/hooks/"))
    plain = place / "plain"
    plain.mkdir()
    for template in (ROOT / "overrides").glob("*.html"):  # some pages ask for one
        if '{% extends "main.html" %}' in template.read_text():
            (plain / template.name).write_text('{% extends "main.html" %}')
    hooks = text.index("hooks:\n")
    bare = text[:hooks] + text[text.index("\n\n", hooks) :]
    bare = bare.replace("custom_dir: overrides", f"custom_dir: {plain}").replace("    logo: steady-line\n", "")
    bare = bare.replace("  favicon: assets/icon.svg\n", "").replace("extra_css:\n  - assets/steady-line.css\n", "")
    (place / FILES[BARE]).write_text(bare)


def _mkdocs(place: Path, config: str) -> None:
    site = place / f"site-{config}"
    shutil.rmtree(site, ignore_errors=True)
    _run([sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(place / config), "-d", str(site)])


def _run(command: list[str]) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, text=True, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(f"failed: {' '.join(command)}\n{done.stdout}{done.stderr}")


def _processor(work: Callable[[], None]) -> float:
    """Processor seconds of the processes that `work` starts and waits for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
