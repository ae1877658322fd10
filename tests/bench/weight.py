"""What goes over the line at a first visit: requests, and bytes as a host sends them with gzip and with brotli;
what the first answer needs apart from what comes after it.

It is counted by the host and not in the browser, so that nothing that a worker
fetches is missed.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping

import brotli
from playwright.sync_api import Browser

from tests.bench import rows
from tests.bench.host import File, Host, file_name
from tests.bench.rows import OURS, PYSCRIPT, STOCK, Row
from tests.bench.visitors import READY
from tools.runtime import bundle

QUALITY = 5
"""As hosts have it that compress while they send; the best one takes a minute for a file of this size."""

type Packing = Callable[[File], int]


def measure(browser: Browser, sites: Mapping[str, tuple[Host, str]], guidance: str) -> list[Row]:
    print("[bench] bytes and requests ...", flush=True)
    pages = {name: loaded(browser, *sites[name], python=True) for name in (OURS, STOCK, PYSCRIPT)}
    # Without its page, whose words and styles the others have none of: the shell and Python.
    parts = {name: [(path, file) for path, file in files if _runs(path)] for name, files in pages.items()}
    first = {name: [it for it in files if not later(it[0])] for name, files in parts.items()}
    after = [it for it in parts[OURS] if later(it[0])]
    found = [*_compared("helper page", pages, None), *_compared("helper’s runtime", parts, rows.BYTES)]
    found += _compared("helper’s runtime until the first answer", first, rows.BYTES_FIRST)
    found.append(Row("helper’s runtime after it, gzip", "bytes", _sum(after, gzipped)))
    found.append(Row("helper’s runtime after it, brotli", "bytes", _sum(after, brotlied)))
    found.append(Row("helper’s runtime after it, requests", "", len(after)))
    page = loaded(browser, sites[OURS][0], guidance, python=False)
    found.append(Row(f"guidance page {guidance}, gzip", "bytes", _sum(page, gzipped), goal=rows.PAGE_BYTES))
    found.append(Row(f"guidance page {guidance}, brotli", "bytes", _sum(page, brotlied)))
    found.append(Row(f"guidance page {guidance}, requests", "", len(page)))
    return found


def loaded(browser: Browser, host: Host, path: str, *, python: bool) -> list[tuple[str, File]]:
    """The files that a visit fetches: up to the first answer of `python`, and what follows it by itself."""
    host.asked.clear()
    # What the service worker fetches again to keep it would come out of the browser's own cache.
    page = browser.new_page(service_workers="block")
    page.goto(host.url + path)
    if python:
        page.evaluate(READY)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(4000)  # what is loaded later: the last of it two seconds after the first answer
    page.close()
    missing = [path for path in host.asked if host.file(path) is None]
    if missing:
        raise RuntimeError(f"asked for what is not there: {missing}")
    return [(path, file) for path in host.asked if (file := host.file(path))]


def until_first_answer(browser: Browser, host: Host, path: str) -> dict[str, bytes]:
    """The files that a first visit fetches before Python has answered, as they lie on the host."""
    visit = loaded(browser, host, path, python=True)
    return {file_name(it): file.plain for it, file in visit if not later(it)}


def later(path: str) -> bool:
    """Whether a file is one of those that the helper's worker asks for when it has answered: packages, and functions
    that no call runs (overrides/shell/worker.js). The others have nothing of that kind."""
    return path.rpartition("/")[2] in _later()


@functools.cache
def _later() -> set[str]:
    manifest = bundle.build()
    lean = [manifest["lean"]["deferred"]] if manifest["lean"] else []
    return {it["file"] for it in (*manifest["packages"].values(), *lean)}


def _runs(path: str) -> bool:
    """Whether a file belongs to what makes Python run, ours or theirs, and not to the page around it."""
    ours = path.startswith("/assets/helper/")
    return ours or path.startswith(("/core/", "/pyodide", "/python_stdlib", "/worker.js"))


def _compared(what: str, visits: Mapping[str, list[tuple[str, File]]], goal: rows.Goal | None) -> Iterable[Row]:
    packings: dict[str, Packing] = {"gzip": gzipped, "brotli": brotlied}
    for name, packing in packings.items():
        sums = {site: _sum(files, packing) for site, files in visits.items()}
        for other in (STOCK, PYSCRIPT):
            yield Row(f"{what}, {name}", "bytes", sums[OURS], sums[other], other, goal if other == STOCK else None)
    for other in (STOCK, PYSCRIPT):
        yield Row(f"{what}, requests", "", len(visits[OURS]), len(visits[other]), other)


def _sum(files: list[tuple[str, File]], packing: Packing) -> int:
    return sum(packing(file) for _, file in files)


def gzipped(file: File) -> int:
    return len(file.plain if file.packed is None else file.packed)


def brotlied(file: File) -> int:
    return min(len(file.plain), _brotlied(file.plain))


@functools.cache
def _brotlied(plain: bytes) -> int:
    return len(brotli.compress(plain, quality=QUALITY))
