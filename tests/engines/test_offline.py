"""Without a network, in each engine: pages, numbers and helper after one visit to the helper."""

from __future__ import annotations

import pytest

from tests.built import Server
from tests.engines.test_journeys import CALL, helper
from tests.engines.window import IN_CHARGE, KEPT, Window


def test_after_one_visit_pages_and_helper_open_without_a_network(window: Window, server: Server) -> None:
    helper(window, server, "de")
    if not window.run("() => Boolean(navigator.serviceWorker)"):
        pytest.skip("this engine, as it is driven here, has no service workers")
    window.until(KEPT, "base", "de", "helper")
    window.until(IN_CHARGE)
    server.close()
    window.open(f"{server.url}/de/danger/")
    assert window.text("h1")
    window.fill("#numbers-query", "Oesterreich")
    window.see("[data-found] .emergency a[href='tel:144']")
    assert window.run("() => getComputedStyle(document.body).getPropertyValue('--ground')"), "our styles"
    helper(window, server, "de")
    window.click(".setup [type=submit]")
    window.see(CALL)
    window.open(f"{server.url}/calls/")  # another language was not asked for: a page that says so
    assert window.run("() => document.querySelectorAll('section[lang]').length") > 1
