"""Python as visitors get it.

bundle.py       all of it, put together into build/runtime/
modules.py      which modules of Python the helper imports, and their byte code
trim.py         Pyodide without what only others need (trim.mjs: of the WebAssembly; treeshake.mjs: of the script)
snapshot.mjs    Python's memory with all of the helper imported, which is what visitors start with
packing.py      the archives in it
places.py       the cities, countries and zones that the time-zone checker finds, packed
in_pyodide/     the scripts that run inside Pyodide itself; in_pyodide.mjs is the way in: Pyodide under Node
"""
