"""What runs at build time: set-up, the runtime bundle, the asset names, the bench.

setup.py       a fresh machine made ready (standard library only)
bundle.py      the Python runtime as visitors get it: cut down, compiled, named by content
inside/        the scripts that bundle.py and the tests run inside Pyodide itself
in_pyodide.mjs the way in there: Pyodide under Node
words.py       docs/<language>/words/ read and flattened
fingerprint.py content hashes in the names of the shell's files
serve.py       `make serve`
bench.py       `make bench`
"""
