"""Failing well: whatever part of the runtime is missing or damaged, a plain message, a way on, no hang."""

from __future__ import annotations

import re
from http.server import SimpleHTTPRequestHandler

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import NewContext, Watch, helper_url, when_ready
from tests.browser.test_timer import CALL, WHO, start
from tests.built import Server
from tests.faults import Answer, cut, damaged, html, missing, on, respond, truncated, without_wasm


def damaged_memory(request: SimpleHTTPRequestHandler, data: bytes) -> bool:
    """Where WebAssembly itself does not look."""
    end = len(data) * 3 // 4
    return respond(request, data[:end] + bytes(2000) + data[end + 2000 :], "application/wasm")


FAULTS = [
    (".wasm", missing), (".wasm", truncated), (".wasm", html), (".wasm", damaged), (".wasm", cut),
    ("worker.", missing), ("worker.", html),
    ("pyodide.mjs", missing), ("pyodide.asm.mjs", missing), ("pyodide.asm.mjs", truncated),
]  # fmt: skip


@pytest.mark.parametrize(("part", "answer"), FAULTS, ids=[f"{part}-{answer.__name__}" for part, answer in FAULTS])
def test_a_faulty_file_leads_to_a_message_and_a_retry_that_works(
    page: Page, server: Server, watch: Watch, part: str, answer: Answer
) -> None:
    watch.expected += ["404", "MIME", "wasm", "Failed to fetch", "Pyodide", "Python"]
    server.fault = on(part, answer)
    page.goto(helper_url("en"))
    message = page.locator("[data-fault]:visible")
    expect(message).to_be_visible(timeout=20_000)
    assert message.inner_text()
    expect(page.locator("[data-fault-still]")).to_be_visible()
    page.click(".setup summary")
    expect(page.locator("[name=speakers]")).to_be_visible()
    page.click(".setup [type=submit]")  # a tap that must not be lost
    server.fault = None
    page.click("[data-retry]")
    expect(page.locator(".call")).to_be_visible(timeout=20_000)
    expect(message).to_have_count(0)


def test_a_memory_that_cannot_be_taken_up_is_done_without(page: Page, server: Server) -> None:
    server.fault = on(".wasm", damaged_memory)
    page.goto(helper_url("en"))
    when_ready(page)
    page.click(".setup [type=submit]")
    expect(page.locator(CALL)).to_be_visible()
    assert not remembers(page)
    expect(page.locator("[data-fault]:visible")).to_have_count(0)
    expect(page.locator(".zones[data-is=ready]")).to_have_count(1)  # later packages find their way in, too


IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148"


def test_a_memory_is_made_to_fit_the_browser(new_context: NewContext) -> None:
    """Emscripten calls C functions in another way on an iPhone than where the memory was made."""
    page = new_context(user_agent=IPHONE).new_page()
    page.goto(helper_url("en"))
    when_ready(page)
    assert remembers(page)
    page.click(".setup [type=submit]")
    expect(page.locator(CALL)).to_be_visible()
    expect(page.locator(".zones[data-is=ready]")).to_have_count(1)


def remembers(page: Page) -> bool:
    """Did Python begin with the memory that is shipped?"""
    pythons = (worker for worker in page.workers if "/helper/worker." in worker.url)
    return any(worker.evaluate("performance.getEntriesByName('remembered').length") for worker in pythons)


def test_a_wrong_mime_type_is_got_around(page: Page, server: Server) -> None:
    server.fault = on(".wasm", lambda request, data: respond(request, data, "application/octet-stream"))
    page.goto(helper_url("en"))
    when_ready(page)
    expect(page.locator("[data-fault]:visible")).to_have_count(0)


CLASSIC_WORKERS = "globalThis.Worker = class extends Worker { constructor(address) { super(address); } };"


@pytest.mark.parametrize(
    "lacks", ["delete globalThis.WebAssembly", "delete globalThis.DecompressionStream", CLASSIC_WORKERS]
)
def test_a_browser_that_is_too_old_is_told_so(
    page: Page, server: Server, watch: Watch, language: str, lacks: str
) -> None:
    watch.expected += ["import"]  # what a module looks like to a classic worker
    page.add_init_script(lacks)
    page.goto(helper_url(language))
    expect(page.locator("[data-fault=unsupported]")).to_be_visible()
    expect(page.locator("[data-fault-still]")).to_be_visible()
    assert not any(".wasm" in path for path in server.hits), "nothing is fetched in vain"


def test_a_policy_that_forbids_webassembly_is_named(page: Page, server: Server, watch: Watch) -> None:
    watch.expected += ["Content Security Policy", "WebAssembly"]
    server.fault = without_wasm("script-src 'self' 'unsafe-inline'")
    page.goto(helper_url("en"))
    expect(page.locator("[data-fault=unsupported]")).to_be_visible(timeout=20_000)


def test_a_page_whose_script_does_not_come_to_life_says_so(page: Page, server: Server, watch: Watch) -> None:
    watch.expected += ["404", "Failed to load"]
    server.fault = on("assets/helper/helper.", missing)
    page.goto(helper_url("en"))
    late = page.locator(".helper__late")
    expect(late).to_be_hidden()
    page.evaluate("document.getAnimations().forEach((one) => one.finish())")  # nine seconds later
    expect(late).to_be_visible()
    expect(page.locator(".setup [type=submit]")).to_be_visible()
    server.fault = None
    page.reload()
    when_ready(page)
    expect(late).to_be_hidden()


def test_a_page_whose_end_is_missing_is_asked_for_again(page: Page, server: Server, watch: Watch) -> None:
    watch.expected += ["ERR_", "Failed to load", "reading", "null"]
    asked: list[str] = []

    def cut_at_first(request: SimpleHTTPRequestHandler, data: bytes) -> bool:
        asked.append(request.path)
        return len(asked) == 1 and cut(request, data)

    whole_page = on("/helper/", cut_at_first)
    server.fault = lambda request: request.path == "/helper/" and whole_page(request)
    page.clock.install()
    page.goto(helper_url("en"), wait_until="commit")
    for _ in range(100):  # time passes as fast as the page can take it
        if len(asked) > 1:
            break
        page.wait_for_timeout(100)
        page.clock.fast_forward(2_000)
    when_ready(page)
    assert len(asked) == 2, "and not again and again"


WORKERS = """
  const Real = Worker;
  globalThis.workers = [];
  globalThis.Worker = class extends Real {
    constructor(...all) { super(...all); if (String(all[0]).includes("worker.")) workers.push(this); }
  };
"""


def test_a_worker_that_dies_unseen_is_missed_and_replaced(page: Page) -> None:
    page.add_init_script(WORKERS)
    page.clock.install()
    start(page, "en")
    who = page.inner_text(WHO)
    page.evaluate("workers[0].terminate()")
    page.clock.fast_forward(3_000)  # it is late, so it is asked
    page.clock.fast_forward(8_500)  # and does not answer
    page.wait_for_function("() => workers.length === 2")
    expect(page.locator("[data-stage=crashed]")).to_be_visible()
    expect(page.locator("[data-stage=crashed]")).to_be_hidden(timeout=20_000)
    expect(page.locator(WHO)).to_have_text(who)
    expect(page.locator(f"{CALL} .left")).to_be_visible()


def test_a_call_whose_helper_cannot_come_back_shows_no_time_and_is_taken_up_later(page: Page, watch: Watch) -> None:
    watch.expected += ["Failed to load"]
    page.add_init_script(WORKERS)
    gone: list[bool] = []
    page.route("**/worker.*.js*", lambda route: route.abort() if gone else route.continue_())
    start(page, "en")
    who = page.inner_text(WHO)
    gone.append(True)
    page.evaluate("workers[0].dispatchEvent(new ErrorEvent('error', { message: 'out of memory', cancelable: true }))")
    expect(page.locator("[data-fault=missing]")).to_be_visible(timeout=20_000)
    expect(page.locator(f"{CALL} .left")).to_be_hidden()
    gone.clear()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(f"{CALL} .left")).to_be_visible(timeout=20_000)
    expect(page.locator(WHO)).to_have_text(who)
    expect(page.locator("[data-fault]:visible")).to_have_count(0)


ODD_INTL = """
  Object.defineProperty(navigator, "languages", { value: ["c", "", "x_y", "POSIX"] });
  const resolved = Intl.DateTimeFormat.prototype.resolvedOptions;
  Intl.DateTimeFormat.prototype.resolvedOptions = function () {
    const { hourCycle, timeZone, ...others } = resolved.call(this);
    return others;
  };
"""


def test_a_browser_that_names_its_languages_oddly_is_understood(page: Page) -> None:
    def prelude(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=ODD_INTL + response.text())

    page.add_init_script(ODD_INTL)
    page.route("**/worker.*.js*", prelude)
    start(page, "en")
    expect(page.locator(f"{CALL} .left")).to_have_text(re.compile(r"\d:\d\d"))
    expect(page.locator("[data-fault]:visible")).to_have_count(0)


def test_without_scripts_the_page_says_what_is_missing(new_context, language: str) -> None:  # type: ignore[no-untyped-def]
    page = new_context(java_script_enabled=False).new_page()
    page.goto(helper_url(language))
    expect(page.locator("noscript")).to_be_visible()
    expect(page.locator(".setup")).to_be_visible()


def test_a_worker_that_never_answers_is_said_to_be_slow(page: Page, server: Server) -> None:
    page.clock.install()
    server.fault = on("worker.", lambda request, _: respond(request, b"// silent", "text/javascript"))
    page.goto(helper_url("en"))
    page.wait_for_selector("[data-stage=starting]:visible")
    page.clock.fast_forward(9_000)
    expect(page.locator("[data-fault=slow]")).to_be_visible()
    expect(page.locator("[data-retry]")).to_be_visible()


def test_an_event_that_python_cannot_handle_changes_nothing(page: Page) -> None:
    page.goto(helper_url("en"))
    when_ready(page)
    page.evaluate(
        'document.querySelector(\'[data-send="timer.try_signal"]\').dataset.with = \'{"fields": 7, "at": "x"}\''
    )
    page.click("[data-send='timer.try_signal']")
    page.click(".setup [type=submit]")
    expect(page.locator(".call")).to_be_visible()
