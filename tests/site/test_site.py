"""The built site as HTML: languages mirror each other, everything linked is there, nothing is foreign."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from lxml import html

Pages = dict[str, html.HtmlElement]
BASE = "https://steady-line.example/"
LOADING = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src", "use": "href"}
LOADED_RELS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "prefetch"}


def language_of(address: str) -> str:
    return "de" if address.startswith("de/") else "en"


def twin(address: str) -> str:
    if address.startswith("de/"):
        return address.removeprefix("de/") or "/"
    return "de/" if address == "/" else f"de/{address}"


def test_every_page_is_there_in_both_languages(pages: Pages) -> None:
    assert len(pages) >= 40
    assert {twin(address) for address in pages} == set(pages)


def test_every_page_says_its_language_and_what_it_is(pages: Pages) -> None:
    for address, page in pages.items():
        assert page.get("lang") == language_of(address), address
        title = page.findtext(".//title")
        assert title and not re.search(r"[·|–—•]", title), f"{address}: a screen reader speaks the mark in {title!r}"
        (description,) = page.xpath("//meta[@name='description']/@content")
        assert 50 <= len(description) <= 170, (address, description)
        assert len(page.xpath("//h1")) == 1, address


def test_the_language_switch_leads_to_the_same_page(pages: Pages) -> None:
    for address, page in pages.items():
        for link in page.cssselect(".md-select__link"):
            target = urljoin(BASE + address.lstrip("/"), link.get("href")).removeprefix(BASE) or "/"
            assert target in (address, twin(address)), (address, target)


def test_alternates_are_whole_addresses_with_a_default(pages: Pages) -> None:
    for address, page in pages.items():
        links = {
            link.get("hreflang"): link.get("href") for link in page.xpath("//link[starts-with(@rel, 'alternate')]")
        }
        english = BASE + (address if language_of(address) == "en" else twin(address)).lstrip("/")
        assert links == {
            "en": english,
            "x-default": english,
            "de": urljoin(BASE, twin(urlsplit(english).path[1:] or "/")),
        }


def test_links_and_anchors_resolve(pages: Pages, site: Path) -> None:
    ids = {address: set(page.xpath("//@id")) for address, page in pages.items()}
    for address in [name for name in ids if name.endswith("helper/")]:  # there, a phrase is shown large
        ids[address] |= {f"say={name}" for name in ids[address.removesuffix("helper/") + "phrases/"]}
    broken = []
    for address, page in pages.items():
        here = BASE + address.lstrip("/")
        for href in page.xpath("//a/@href"):
            target, anchor = urldefrag(urljoin(here, href))
            if not target.startswith(BASE):
                continue
            path = target.removeprefix(BASE) or "/"
            if (path not in pages and not (site / path).is_file()) or (
                anchor and path in pages and anchor not in ids[path]
            ):
                broken.append((address, href))
    assert not broken


def test_nothing_is_loaded_from_elsewhere(pages: Pages, site: Path) -> None:
    for address, page in pages.items():
        for name, attribute in LOADING.items():
            for element in page.iter(name):
                if name == "link" and not LOADED_RELS & set(element.get("rel", "").split()):
                    continue
                url = element.get(attribute)
                if url is None or url.startswith("data:"):
                    continue
                whole = urljoin(BASE + address.lstrip("/"), url)
                assert whole.startswith(BASE), (address, url)
                assert (site / urlsplit(whole).path.lstrip("/")).is_file(), (address, url)
    for sheet in site.rglob("*.css"):
        assert "url(http" not in sheet.read_text() and "@import" not in sheet.read_text(), sheet


def test_danger_is_one_tap_away_from_every_page(pages: Pages) -> None:
    for address, page in pages.items():
        (link,) = page.cssselect("header a.danger-link")
        target = urljoin(BASE + address.lstrip("/"), link.get("href")).removeprefix(BASE)
        assert target == ("danger/" if language_of(address) == "en" else "de/danger/"), address
        assert link.text_content().strip()


def test_every_number_dials_what_it_shows_and_says_where_it_is_valid(pages: Pages) -> None:
    found = 0
    for address, page in pages.items():
        for link in page.xpath("//article//a[starts-with(@href, 'tel:')]"):
            digits, text = re.sub(r"\D", "", link.get("href")), link.text_content()
            number = link.findtext("strong") or re.match(r"[\d -]+", text)[0]
            assert re.sub(r"\D", "", number) == digits and text.startswith(number), (address, text)
            if link.xpath("ancestor::*[contains(@class, 'dial')]"):
                found += 1
                assert re.search(r"[^\W\d]{2}", text), (address, text)
            elif row := link.xpath("ancestor::tr[1]"):
                assert re.search(r"[^\W\d]{2}", row[0].findtext("td")), (address, text)
    assert found >= 20


def test_only_the_helper_loads_python(pages: Pages) -> None:
    for address, page in pages.items():
        loads = any("new Worker(" in (script.text or "") for script in page.iter("script"))
        assert loads == (twin(address).endswith("helper/")), address


def test_the_not_found_page_speaks_every_language_and_needs_no_script(site: Path) -> None:
    page = html.parse(str(site / "404.html")).getroot()
    assert [section.get("lang") for section in page.iter("section")] == ["en", "de"]
    (script,) = page.iter("script")
    assert "location.replace" in script.text, "only to lead from /danger to /danger/; nothing that is read needs it"
    for link in page.xpath("//a/@href"):
        assert (site / urlsplit(link).path.lstrip("/") / "index.html").is_file(), link


@pytest.mark.parametrize("folder", ["", "de/"])
def test_each_language_has_an_index_of_its_own(site: Path, pages: Pages, folder: str) -> None:
    index = json.loads((site / folder / "search/search_index.json").read_text())
    found = {urldefrag(entry["location"])[0] for entry in index["docs"]}
    assert {"", "calls/formats/"} <= found
    assert all((f"{folder}{address}" or "/") in pages for address in found), "an address below the language's folder"
    assert index["config"]["lang"] == ["forgiving"]  # overrides/shell/forgiving.js reads all languages


def test_what_is_hashed_is_named_by_its_content(site: Path) -> None:
    from tools.fingerprint import digest

    files = [file for file in [*(site / "assets/helper").iterdir(), *(site / "assets").glob("*.css")] if file.is_file()]
    assert len(files) >= 8
    for file in files:
        assert file.name.split(".")[-2] == digest(file.read_bytes()), file.name


def test_only_what_is_named_by_its_content_may_be_kept_for_ever(site: Path) -> None:
    """Rules of `_headers` that fit the same address add up on some hosts, so none may hold another caching rule."""
    rules = (site / "_headers").read_text().split("\n/")[1:]
    kept = {rule.split("\n")[0] for rule in rules if "immutable" in rule}
    assert all(rule.count("Cache-Control") == 1 for rule in rules)
    for sheet in site.rglob("*.css"):
        assert sheet.relative_to(site).as_posix() in kept, sheet
    for place in kept - {"assets/helper/*"}:
        assert re.search(r"\.[0-9a-f]{8,10}\.", place) and (site / place).is_file(), place


def test_what_style_sheets_load_is_there(site: Path) -> None:
    for sheet in site.rglob("*.css"):
        for url in re.findall(r"url\(['\"]?([^)'\"]+)", sheet.read_text()):
            assert url.startswith(("data:", "#")) or (sheet.parent / urlsplit(url).path).is_file(), (sheet.name, url)


def test_icons_have_a_size_without_styles(pages: Pages) -> None:
    for page in pages.values():
        for icon in page.xpath("//svg[@viewbox='0 0 24 24'][not(@aria-hidden)]"):  # drawings have styles of their own
            assert icon.get("width") and icon.get("height")


def test_what_clears_everything_is_the_last_thing_of_the_helper(pages: Pages) -> None:
    for address in ("helper/", "de/helper/"):
        (leave,) = pages[address].cssselect("article .leave")
        assert leave.xpath("following::*[self::input or self::button or self::textarea or self::select]"
                           "[ancestor::article]") == []  # fmt: skip
        assert leave.xpath("./p[following-sibling::p/button]"), "what is lost stands before the button"


def test_what_is_folded_away_is_found_by_search(site: Path, pages: Pages) -> None:
    folded = pages["twelfth-step/helpline/"].cssselect("article details:not([open])")
    assert folded
    found = json.loads((site / "search/search_index.json").read_text())["docs"]
    there = " ".join(" ".join(html.fromstring(f"<p>{it['text']}</p>").text_content().split()) for it in found)
    for box in folded:
        assert box.findtext("summary")
        for part in box.xpath(".//p[not(ancestor::figure)]"):  # a drawing says again what the headings do
            assert " ".join(part.text_content().split()) in there


def test_pages_for_the_worst_moment_ask_for_nothing_else(pages: Pages) -> None:
    for address in ("danger/", "close/", "overdose/", "twelfth-step/helpline/"):
        assert not pages[address].cssselect("[rel=edit]") and not pages[f"de/{address}"].cssselect("[rel=edit]")
    assert pages["calls/formats/"].cssselect("[rel=edit]")


def test_the_checklist_is_named_as_the_links_to_it(pages: Pages) -> None:
    for address in ("/", "de/"):
        (link,) = pages[address].cssselect("article .doors a[href$='twelfth-step/helpline/']")
        (heading,) = pages[f"{address.strip('/')}/twelfth-step/helpline/".lstrip("/")].cssselect("h1")
        assert link.text_content() == heading.text_content()
