"""Inside Pyodide: run the tests marked `runtime`. Usage: run_tests.py SITE_PACKAGES FURTHER PYTEST_ARGUMENT ...

Python is the shipped one with the shipped library, and the helper comes out of that library. What
pytest itself needs beyond it comes from the stock library, from the folder FURTHER and from
for_pytest.py; if code of the helper asks for such a module, the cut was too deep and the run fails.
"""

import os
import sys
import zipimport
from importlib.machinery import ModuleSpec
from types import FrameType

site_packages, further, *arguments = sys.argv[1:]
STOCK = "/project/node_modules/pyodide/python_stdlib.zip"
LIBRARY = f"/lib/python{sys.version_info.major}{sys.version_info.minor}.zip/"
missed: list[str] = []


class Stock:
    """Finds modules in the stock library, last of all, and remembers what the helper asked for."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        folder = "/".join([STOCK, *name.split(".")[:-1]])
        try:
            found = zipimport.zipimporter(folder).find_spec(name)
        except zipimport.ZipImportError:
            return None
        frame: FrameType | None = sys._getframe(1) if found else None
        while frame:
            if frame.f_code.co_filename.startswith("helper/"):
                missed.append(name)
                break
            frame = frame.f_back
        return found


def main() -> int:
    # The project's folder stays importable for the tests, but its helper must not hide the shipped one.
    sys.path[:] = [place for place in sys.path if place not in ("", "/project")]
    import helper.app

    sys.path += ["/project", site_packages, further]
    sys.meta_path.append(Stock)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # browser drivers have no business here
    from tools.runtime.in_pyodide import for_pytest

    for_pytest.install()
    import pytest

    code = int(pytest.main(["-p", "no:cacheprovider", "-m", "runtime", *arguments]))
    if not helper.app.__file__.startswith(LIBRARY):
        print(f"not the shipped helper: {helper.app.__file__}")
        return 1
    if missed:
        print(f"the shipped library lacks {sorted(set(missed))}: let in_pyodide/trace.py do what needs it")
        return 1
    return code


sys.exit(main())
