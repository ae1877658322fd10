"""The clocks of the devices of a test, which it may move: each of a device's pages, and of their workers, reads them.

A wall clock that moves alone is one that was set, or that of a device which slept (helper/jump.py). Time that passes
moves the monotonic one, too, on every device of the test at once: nothing looks like sleep, and nobody waits. What
waits by itself in a page or a worker (setTimeout) does not notice, and comes when it would have come.
"""

from __future__ import annotations

from contextlib import suppress

from playwright.sync_api import BrowserContext, Error, Page, Route, Worker

MOVE = """([wall, steady]) => {
  const real = (globalThis.realClocks ??= { now: Date.now, since: performance.now.bind(performance) });
  Date.now = () => real.now() + wall;
  performance.now = () => real.since() + steady;
}"""
"""To so many ms ahead of the real ones: a worker that begins meanwhile may be told twice."""
# First what is on its way there is seen to, as by somebody who looks before they tap. Not by setTimeout, which some
# tests hold.
SEEN_TO = """async (moved) => {
  const { port1, port2 } = new MessageChannel();
  await new Promise((next) => { port1.onmessage = next; port2.postMessage(0); });
  port1.close();
  (MOVE)(moved);
}""".replace("MOVE", MOVE)
TICK = "() => self.onmessage({ data: { event: { type: 'tick' } } })"
"""As if the worker woke itself."""


class Clocks:
    """Of one device, which is a browser context. They read `passed` ms more than the computer's, from the start."""

    def __init__(self, context: BrowserContext, passed: int = 0) -> None:
        self.context = context
        self.wall = self.steady = 0
        context.on("page", lambda page: page.on("worker", self._begun))
        if passed:
            self.move(passed, passed)

    def move(self, wall: int, steady: int = 0, script: str = MOVE) -> None:
        """So many ms further, the workers first: no page sends them what has not happened yet."""
        if not (self.wall or self.steady):
            self.context.route("**/worker.*.js*", self._put_before)
        self.wall, self.steady = self.wall + wall, self.steady + steady
        ahead = [self.wall, self.steady]
        self.context.add_init_script(f"({MOVE})({ahead});")
        for page in self.context.pages:
            for place in (*page.workers, page):
                _run(place, script, ahead)

    def tick(self) -> None:
        for page in self.context.pages:
            for worker in page.workers:
                _run(worker, TICK)

    def _put_before(self, route: Route) -> None:
        """A worker that begins later has its clocks from its first line on."""
        try:
            answer = route.fetch()
            body = f"({MOVE})({[self.wall, self.steady]});\n{answer.text()}"
            route.fulfill(response=answer, body=body if answer.ok else None)
        except Error:
            route.abort()

    def _begun(self, worker: Worker) -> None:
        """One that was asked for before, or that came past us, out of a service worker."""
        if self.wall or self.steady:
            _run(worker, MOVE, [self.wall, self.steady])


def _run(place: Page | Worker, script: str, given: object = None) -> None:
    with suppress(Error):  # one that ends just now needs no clock
        place.evaluate(script, given)


class Devices:
    """All of a test."""

    clocks: dict[BrowserContext, Clocks]
    passed: int

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self.clocks, self.passed = {}, 0

    def add(self, context: BrowserContext) -> None:
        self.clocks[context] = Clocks(context, self.passed)

    def pass_(self, milliseconds: int) -> None:
        self.passed += milliseconds
        for clocks in self.clocks.values():
            clocks.move(milliseconds, milliseconds, SEEN_TO)

    def tick(self) -> None:
        for clocks in self.clocks.values():
            clocks.tick()


DEVICES = Devices()
"""Of the test that runs (conftest.py empties it): whoever acts on a page need not be given the clock, too."""
