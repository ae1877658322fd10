"""The site as real hosts send it: types, packing, caching, policy; every page, and the helper at work."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, Watch, when_ready
from tests.hosts.conftest import PLACES
from tests.hosts.programs import Host

TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
SCRIPTS = {"text/javascript", "application/javascript"}
PACKED = (".html", ".css", ".js", ".mjs", ".json", ".wasm", ".svg")
HASHED = re.compile(r"^assets/(helper/|.*\.[0-9a-f]{8,10}\.(min\.)?\w+$)")
SEEN_ELSEWHERE = ("_headers-root", "bare-root", "bare-path")
"""On the first one, tests/browser opens every page, with the same watch; the bare one differs from it in addresses
without a slash alone."""
SMALL = 1_000
"""Bytes below which a host may well leave a file as it is."""


def get(host: Host, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    address = urlsplit(host.url)
    connection = HTTPConnection(str(address.hostname), address.port, timeout=60)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    return answer, answer.read()


def ours(host: Host) -> bool:
    """Does this host send our headers?"""
    answer, _ = get(host, host.base)
    return answer.getheader("Content-Security-Policy") is not None


def files(served: dict[str, Path], host: Host) -> Iterator[tuple[str, Path]]:
    """Name within the site to file; of each kind of file only some, and of the large ones each."""
    folder = served[host.base] / host.base.strip("/")
    seen: dict[str, int] = {}
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if not file.is_file() or name.startswith("_"):
            continue
        seen[file.suffix] = seen.get(file.suffix, 0) + 1
        if seen[file.suffix] <= 6 or file.suffix == ".wasm":
            yield name, file


def test_each_file_has_its_type_and_arrives_whole(host: Host, served: dict[str, Path]) -> None:
    for name, file in files(served, host):
        answer, body = get(host, host.base + name, Accept_Encoding="gzip")
        assert answer.status == 200, name
        kind = str(answer.getheader("Content-Type", "")).split(";")[0]
        wanted = TYPES.get(file.suffix)
        assert wanted is None or kind == wanted or {kind, wanted} <= SCRIPTS, f"{name}: {kind}"
        packed = answer.getheader("Content-Encoding")
        assert packed in (None, "gzip"), name
        assert (gzip.decompress(body) if packed else body) == file.read_bytes(), name
        if file.suffix in (".bin", ".png"):
            assert packed is None, f"{name}: the browser would unpack what is ours to unpack"


def test_what_can_be_packed_is(host: Host, served: dict[str, Path], request: pytest.FixtureRequest) -> None:
    if not any(name in request.node.callspec.id for name in ("nginx", "apache")):
        pytest.skip("our own server stands for a host that does not compress")
    for name, file in files(served, host):
        if file.suffix in PACKED and file.stat().st_size > SMALL:
            answer, _ = get(host, host.base + name, Accept_Encoding="gzip")
            assert answer.getheader("Content-Encoding") == "gzip", name


def test_a_hashed_file_is_kept_and_everything_else_is_asked_for(host: Host, served: dict[str, Path]) -> None:
    if not ours(host):
        pytest.skip("a host without our headers keeps everything for ten minutes")
    for name, _ in files(served, host):
        answer, _ = get(host, host.base + name)
        said = answer.getheader("Cache-Control", "")
        if HASHED.search(name):
            assert said == "public, max-age=31536000, immutable", name
        else:
            assert "immutable" not in str(said) and "max-age=3" not in str(said), f"{name}: {said}"


def test_what_has_not_changed_is_not_sent_again(host: Host) -> None:
    for name in ("", "sw.js"):
        first, _ = get(host, host.base + name, Accept_Encoding="gzip")
        tokens = {"ETag": "If_None_Match", "Last-Modified": "If_Modified_Since"}
        asked = {asks: value for says, asks in tokens.items() if (value := first.getheader(says))}
        assert asked, "nothing to tell a change by"
        again, body = get(host, host.base + name, Accept_Encoding="gzip", **asked)
        assert again.status == 304 and not body, name


def test_an_unknown_address_is_answered_with_the_page_for_it(host: Host) -> None:
    for name in ("nobody/knows/this/", "assets/helper/gone.0a1b2c3d.js", "_headers"):
        answer, body = get(host, host.base + name)
        if name == "_headers" and not ours(host):
            continue  # such a host has no use for the file, and nothing is secret in it
        assert answer.status in ((404,) if name != "_headers" else (403, 404)), name
        assert name == "_headers" or b"<h1>" in body, name
        assert "immutable" not in str(answer.getheader("Cache-Control", "")), (
            "a missing file would be missing for a year"
        )


def test_every_answer_has_our_headers(host: Host, served: dict[str, Path]) -> None:
    if not ours(host):
        pytest.skip("this host sends no headers of ours")
    for name in ("", "sw.js", "nobody/knows/this/", "assets/icon.svg"):
        answer, _ = get(host, host.base + name)
        assert "frame-ancestors 'none'" in str(answer.getheader("Content-Security-Policy")), name
        assert answer.getheader("X-Content-Type-Options") == "nosniff", name


@pytest.fixture
def watch(host: Host) -> Iterator[Watch]:
    it = Watch(host.url)
    yield it
    assert not it.unexpected


@pytest.fixture
def page(chromium: Browser, host: Host, watch: Watch) -> Iterator[Page]:
    context = chromium.new_context(base_url=host.url, viewport=PHONE, service_workers="block")  # type: ignore[arg-type]
    context.on("page", watch.attach)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("host", [it for it in PLACES if it not in SEEN_ELSEWHERE], indirect=True)
def test_every_page_opens_without_a_word_in_the_console(page: Page, host: Host, served: dict[str, Path]) -> None:
    """A violation of the policy is an error in the console, which the watch does not let pass."""
    folder = served[host.base] / host.base.strip("/")
    for file in sorted(folder.rglob("index.html")):
        page.goto(f"{host.base}{file.parent.relative_to(folder).as_posix()}/".replace("/./", "/"))


@pytest.mark.parametrize("name", ["danger", "helper", "de/danger", "de/calls/formats"])
def test_an_address_without_its_slash_leads_to_the_page(page: Page, host: Host, watch: Watch, name: str) -> None:
    watch.expected.append("404")  # where the host does not know it, the page for unknown addresses goes on
    page.goto(f"{host.base}{name}#main")
    page.wait_for_url(f"**{host.base}{name}/*")
    expect(page.locator("h1")).to_have_count(1)


def test_the_helper_runs(page: Page, host: Host) -> None:
    """In English at the root, and below a path in German: as far down as it can be."""
    page.goto(f"{host.base}{'' if host.base == '/' else 'de/'}helper/")
    when_ready(page)
    page.click(".setup [type=submit]")
    expect(page.locator(".call")).to_be_visible()
    expect(page.locator(".zones[data-is=ready]")).to_have_count(1)
