"""What stays on a device after a full use of the site, by an allow-list; and "clear everything and leave"."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import (
    NewContext,
    Watch,
    act,
    case,
    filled,
    held_back,
    helper_url,
    more,
    share,
    tab,
    when,
    when_kept,
    when_ready,
)
from tests.browser.test_frame import home
from tests.built import Server

NAME, NUMBER, PLACE, TITLE, QUERY = "Wilhelmina", "0049301234567", "Nairobi", "Unspoken", "zurückgefallen"
PASTED = "Marmaduke"
TYPED = (NAME, NUMBER, PLACE, TITLE, QUERY, PASTED)
THEME, CALL = "/.__palette", "steady-line.call"
LEAVE = ".leave button"
EXIT = ".exit button"

STATE = """async () => {
  const found = { local: {...localStorage}, session: {...sessionStorage}, cookie: document.cookie, name: window.name,
    title: document.title, address: location.href, history: history.state, caches: {} };
  for (const name of await caches.keys()) {
    found.caches[name] = (await (await caches.open(name)).keys()).map(({ url }) => url);
  }
  found.databases = (await indexedDB.databases()).map(({ name }) => name);
  found.workers = (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope);
  return found;
}"""
CLEARED = """async () => !(await navigator.serviceWorker.getRegistrations()).length && !(await caches.keys()).length"""
HANGS = "caches.keys = navigator.serviceWorker.getRegistrations = () => new Promise(() => {});"
UNLIKE_OURS = """async () => {
  localStorage.other = sessionStorage.other = "1";
  document.cookie = "other=1; Path=/";
  await (await caches.open("other")).put("/x", new Response("x"));
  await new Promise((done) => { indexedDB.open("other").onsuccess = ({ target }) => done(target.result.close()); });
}"""


def state(page: Page) -> dict[str, Any]:
    return dict(page.evaluate(STATE))


def search(page: Page, words: str) -> None:
    page.click(".menu > summary")
    page.click(".menu__search")
    result = page.locator(".md-search-result__meta")
    before = result.text_content() or ""
    page.locator("[data-md-component=search-query]").press_sequentially(words)
    expect(result).not_to_have_text(before, timeout=15_000)


def plan_a_weekly_call(page: Page) -> None:
    page.goto(f"{page.url.split('#')[0]}#time-zones")
    page.wait_for_selector(".zones[data-is=ready]", timeout=30_000)
    page.fill("#zones-theirs", PLACE)
    page.locator("#zones-theirs-list [role=option]").first.click()
    page.click("#when-both")
    page.click("[data-send='zones.copy_link']")
    page.click("#weekly-call")
    page.fill("#zones-weekly-time", "19:00")
    page.fill("#zones-title", TITLE)
    with page.expect_download():
        page.click("[data-send='zones.file']:visible")


def say_something(page: Page) -> None:
    page.goto(f"{page.url.split('#')[0]}#say-it")
    page.fill("#say-query", QUERY)
    page.fill("#say-query", "")
    for phrase, slot, typed in (("good-time-moment", "name", NAME), ("voicemail-suits", "number", NUMBER)):
        page.evaluate("(name) => { location.hash = `say=${name}`; }", phrase)
        filled(page, slot, typed)
        expect(page.locator(".say-words").first).to_contain_text(typed)
        page.locator("[data-send='phrases.copy']:visible").first.click()
        page.click("[data-send='phrases.close']")
        page.wait_for_function("() => location.hash === ''")


def read_a_request(page: Page) -> None:
    page.goto(f"{page.url.split('#')[0]}#say-it")
    page.locator(".received summary").click()
    page.fill("#read-text", f"OR 3/3 no FB till 9pm CET? {PASTED}")
    expect(page.locator(".received [data-list='phrases.read_unclear']")).to_contain_text(PASTED)
    page.locator("[data-send='phrases.copy_reply']").click()
    page.click("[data-send='phrases.set_timer']")
    expect(page.locator(".setup")).to_be_visible()


def hold_a_call(page: Page) -> None:
    page.goto(f"{page.url.split('#')[0]}#share-timer")
    page.click(".setup [type=submit]")
    share(page)
    page.click(".made summary")
    expect(page.locator("svg.code")).to_be_visible()
    act(page, "pause")
    act(page, "resume")
    act(page, "next")


def use_everything(page: Page, language: str) -> None:
    """What a person may do here, all of it, up to a running call."""
    page.goto(home(language))
    page.locator(".palette button:visible").click()
    search(page, QUERY)
    page.keyboard.press("Escape")
    for place in ("calls/first-call/", "danger/", "phrases/", "card/", "about/privacy/"):
        page.goto(home(language) + place)
    page.goto(helper_url(language))
    when_ready(page)
    plan_a_weekly_call(page)
    say_something(page)
    read_a_request(page)
    hold_a_call(page)


@pytest.fixture
def console(watch: Watch, new_context: NewContext) -> list[str]:
    """Every line that any page writes to its console."""
    said: list[str] = []
    attach = watch.attach

    def listen(page: Page) -> None:
        attach(page)
        page.on("console", lambda line: said.append(line.text))

    watch.attach = listen  # type: ignore[method-assign]
    return said


def person(new_context: NewContext) -> BrowserContext:
    allowed = ["clipboard-read", "clipboard-write"]
    return new_context(timezone_id="Europe/Berlin", permissions=allowed, service_workers="allow")


def test_only_the_theme_and_the_running_call_are_kept_and_clearing_leaves_nothing_behind_in_any_tab(
    console: list[str], new_context: NewContext, server: Server, language: str
) -> None:
    context = person(new_context)
    page = context.new_page()
    use_everything(page, language)
    page.wait_for_function("() => navigator.serviceWorker.controller", timeout=60_000)
    found = state(page)
    assert set(found["local"]) == {THEME}
    assert set(json.loads(found["local"][THEME])) == {"color"}
    assert set(found["session"]) == {CALL}
    assert re.fullmatch(r"[\w.=&,:%~ -]+", found["session"][CALL]), "numbers and names of settings"
    assert found["cookie"] == "" and context.cookies() == [] and found["databases"] == []
    assert found["workers"] == [f"{server.url}/"]
    assert found["caches"] and all(name.startswith("steady-line ") for name in found["caches"])
    assert found["name"] == "" and set(found["history"] or {}) <= {"depth"}, "how many parts are open"
    assert not re.search("[?=]", found["address"]), "at most the name of a part of the page"
    for urls in found["caches"].values():
        assert all(url.startswith(server.url) and not re.search("[#?]", url) for url in urls)
    everywhere = json.dumps([found, server.hits, console, context.storage_state()])
    assert not [typed for typed in TYPED if typed in everywhere]
    assert not [path for path in server.hits if "?" in path]
    assert console == []

    act(page, "end")
    expect(page.locator(".after")).to_be_visible()
    after = state(page)
    assert after["session"] == {} and set(after["local"]) == {THEME}

    other = context.new_page()
    other.goto("/danger/")
    page.bring_to_front()
    act(page, "start")
    expect(page.locator(".call")).to_be_visible()
    page.evaluate(UNLIKE_OURS)
    assert state(page)["session"]
    more(page)
    with page.expect_navigation(url="about:blank"):
        page.click(LEAVE)
    other.wait_for_url("about:blank")
    page.goto("/404.html")  # another page of the origin, which keeps nothing itself
    when(page, CLEARED)  # a browser takes a service worker away when it has finished what it was at
    found = state(page)
    for store in ("local", "session", "caches"):
        assert found[store] == {}, store
    assert found["cookie"] == "" and found["databases"] == found["workers"] == []


def test_no_address_says_where_the_reader_came_from(page: Page, server: Server) -> None:
    seen: list[tuple[str, str | None]] = []

    def note(handler: Any) -> bool:
        seen.append((handler.path, handler.headers.get("Referer")))
        return False

    server.fault = note
    page.goto("/danger/#now")
    page.locator("header a.md-logo").click()
    page.wait_for_url("**/")
    page.goto("/404.html")
    assert len(seen) > 5
    # A worker's script may name itself, which says nothing about the page.
    assert not [it for it in seen if it[1] and not re.search(r"/assets/\S+\.js$", it[1])]


def test_no_field_is_filled_in_again(page: Page) -> None:
    """Neither by a reload, nor by going back: both begin afresh, and a running call is taken up."""
    page.goto(helper_url("en"))
    when_ready(page)
    tab(page, "phrases")
    page.fill("#say-query", QUERY)
    page.fill("#say-query", "")
    page.locator(".received summary").click()
    page.fill("#read-text", PASTED)
    page.fill("#say-query", QUERY)
    page.evaluate("() => { location.hash = 'say=good-time-moment'; }")
    filled(page, "name", NAME)
    page.click("[data-send='phrases.close']")
    page.wait_for_function("() => location.hash === ''")
    page.reload()
    when_ready(page)
    assert (
        page.input_value("[name=slot_name]") == page.input_value("#say-query") == page.input_value("#read-text") == ""
    )
    tab(page, "phrases")
    page.fill("#say-query", QUERY)
    tab(page, "timer")
    page.click(".setup [type=submit]")
    page.wait_for_selector(".call:visible")
    page.goto("/danger/")
    page.go_back()
    when_ready(page)
    expect(page.locator(".call")).to_be_visible()
    assert page.input_value("#say-query") == ""


def test_every_field_asks_the_browser_to_forget_it(new_context: NewContext, language: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    for place in ("helper/", "card/", "danger/", "calls/first-call/"):
        page.goto(("/" if language == "en" else f"/{language}/") + place)
        remembered = page.eval_on_selector_all(
            ".md-content :is(input, select, textarea)",
            "all => all.filter((it) => (it.getAttribute('autocomplete') ?? it.form?.autocomplete) !== 'off')"
            ".map((it) => it.outerHTML)",
        )
        assert remembered == []
        read = page.eval_on_selector_all(
            ".md-content :is(input[type=text], input:not([type]), input[type=search], textarea):not([readonly])",
            "all => all.filter((it) => it.spellcheck).map((it) => it.outerHTML)",
        )
        assert read == [], "some browsers send what they check to a server"


def test_the_service_worker_finishes_what_a_page_has_no_time_for(visitor: Page) -> None:
    visitor.goto("/helper/")
    when_kept(visitor, "helper")
    visitor.evaluate(f"() => {{ {HANGS} }}")
    with visitor.expect_navigation(url="about:blank"):
        visitor.click(LEAVE)
    visitor.goto("/404.html")
    when(visitor, CLEARED)


EXITS = ("danger/", "close/", "overdose/", "numbers/", "phrases/", "safety/", "safety/misconduct/", "helper/")


def test_where_somebody_may_have_to_be_gone_at_once_one_tap_does_it(page: Page, language: str) -> None:
    places = set()
    for address in EXITS:
        page.goto(home(language) + address)
        box = page.locator(EXIT).bounding_box()
        assert box
        places.add((box["x"], box["y"], box["width"], box["height"]))
        with page.expect_navigation(url="about:blank"):
            page.click(EXIT)
    assert len(places) == 1, "the same place everywhere"
    page.goto("/calls/")
    expect(page.locator(EXIT)).to_have_count(0)


def test_shift_pressed_three_times_does_the_same(page: Page) -> None:
    page.goto("/danger/")
    for pressed in ("Shift", "Shift+a", "Shift", "Shift"):
        page.keyboard.press(pressed)
    assert page.url.endswith("/danger/"), "a capital letter between is somebody who writes"
    with page.expect_navigation(url="about:blank"):
        page.keyboard.press("Shift")
    page.goto("/calls/")
    for _ in range(3):
        page.keyboard.press("Shift")
    assert not page.evaluate("() => document.documentElement.hidden"), "nothing here says what it would do"


def test_shift_pressed_by_accident_loses_nothing(page: Page, language: str) -> None:
    """Sticky keys and a hand that trembles press it, too."""
    page.goto(helper_url(language))
    when_ready(page)
    page.click(".setup summary")
    shift(page, 0, field="#timer-limit" if page.locator("#timer-limit").is_visible() else "#timer-minutes")
    shift(page, 600)
    assert page.url != "about:blank"
    page.click(".setup [type=submit]")
    page.wait_for_selector(".call:visible")
    for address in ("helper/", "safety/"):
        with case(address):
            page.goto(home(language) + address)
            shift(page, 0)
            page.wait_for_timeout(700)
            assert page.evaluate(f"sessionStorage.getItem('{CALL}')"), "the call that runs in this tab"


def shift(page: Page, apart: int, field: str = "") -> None:
    """Press it three times, so many milliseconds apart."""
    if field:
        page.focus(field)
    else:
        page.evaluate("document.activeElement.blur()")
    for _ in range(3):
        page.keyboard.press("Shift")
        page.wait_for_timeout(apart)


def test_going_back_does_not_show_what_was_left(new_context: NewContext, language: str) -> None:
    page = person(new_context).new_page()
    page.goto("/404.html")
    page.goto(helper_url(language))
    when_ready(page)
    with page.expect_navigation(url="about:blank"):
        page.click(LEAVE)
    page.go_back()
    assert page.url.endswith("/404.html")
    page.go_forward()
    assert page.url == "about:blank"


@pytest.mark.parametrize("refusal", [
    HANGS,
    "for (const kind of ['localStorage', 'sessionStorage', 'caches', 'indexedDB'])"
    " Object.defineProperty(globalThis, kind, { get() { throw new DOMException('refused', 'SecurityError'); } });",
], ids=["hangs", "refused"])  # fmt: skip
def test_leaving_does_not_wait_for_what_hangs_or_is_refused(page: Page, watch: Watch, refusal: str) -> None:
    page.goto("/about/privacy/")
    page.evaluate(f"() => {{ {refusal} }}")
    with page.expect_navigation(url="about:blank", timeout=5_000):
        seen = page.evaluate(
            "(it) => { document.querySelector(it).click(); return document.body.checkVisibility(); }", LEAVE
        )
        assert not seen, "at once"


def test_leaving_works_while_python_is_still_starting(page: Page, server: Server) -> None:
    with held_back(server, ".wasm"):
        page.goto(helper_url("en"), wait_until="commit")
        with page.expect_navigation(url="about:blank"):
            page.click(LEAVE)
