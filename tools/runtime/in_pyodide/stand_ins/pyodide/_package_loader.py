"""In place of Pyodide's loader of packages: the helper's own come another way (overrides/shell/worker.js)."""

import sys

# Among what Pyodide expects to be held in a memory.
from pyodide_js import loadedPackages  # noqa: F401


class Folder:
    """Pyodide asks for its text."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __str__(self) -> str:
        return self.path


SITE_PACKAGES = Folder(f"/lib/python3.{sys.version_info.minor}/site-packages")
DSO_DIR = Folder("/usr/lib")


def init_loaded_packages() -> None:
    """Asked for while Pyodide starts."""
