"""In place of Pyodide's event loop, which needs asyncio."""

from pyodide_js._api import scheduleCallback  # noqa: F401  (among what Pyodide expects to be held in a memory)


def _initialize_event_loop() -> None:
    """Asked for while Pyodide starts."""
