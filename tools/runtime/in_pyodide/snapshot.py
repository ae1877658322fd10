"""Inside Pyodide: everything that the library holds, imported, and nothing that only the way there needed.

`modules` are the names to import. What is in memory afterwards is shipped (snapshot.mjs), to be taken up on many
devices: so nothing of this machine, and no more than visitors need.
"""

import contextlib
import gc
import importlib
import linecache
import re
import sys
import types
import typing
import zipimport

for name in modules:  # type: ignore[name-defined]  # noqa: F821
    importlib.import_module(name)


def untold() -> None:
    """Nobody reads here what is only said to readers of the source. In a function, because Python loads a lazily
    imported module as soon as a global name stands for it."""
    for it in [*gc.get_objects(), *sys.modules.values()]:
        if isinstance(it, types.FunctionType | type | types.ModuleType):
            for told in ("__doc__", "__annotate__"):
                with contextlib.suppress(AttributeError, TypeError):  # what is built in keeps it
                    setattr(it, told, None)


untold()
del untold  # or it would be part of the memory
typing.clear_overloads()
linecache.clearcache()
re.purge()
sys.path_importer_cache.clear()
zipimport._zip_directory_cache.clear()  # type: ignore[attr-defined]
sys._clear_internal_caches()
gc.collect()
# Python's own allocator keeps what was freed for the next object of that size. Zeros in it are packed to nothing.
freed = [bytearray(size - 1) for size in range(16, 513, 16) for _ in range(150)]
del freed
gc.collect()
