"""In place of Pyodide's event loop, which needs asyncio."""

# Among what Pyodide expects to be held in a memory.
from pyodide_js._api import scheduleCallback  # type: ignore[import-not-found]  # noqa: F401


def _initialize_event_loop() -> None:
    """Asked for while Pyodide starts."""
