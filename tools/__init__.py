"""What runs at build time.

The machine and the runtime:
    setup.py       a fresh machine made ready (standard library only)
    bundle.py      the Python runtime as visitors get it: cut down, compiled, named by content
    trim.py        Pyodide without what only others need (trim.mjs: of the WebAssembly; shake.mjs: of the script)
    modules.py     which modules of Python the helper imports, and their byte code
    memory.mjs     Python's memory with all of them imported, which is what visitors start with
    packing.py     the archives in it
    inside/        the scripts that bundle.py and the tests run inside Pyodide itself
    in_pyodide.mjs the way in there: Pyodide under Node
    fingerprint.py content hashes in the names of the shell's files
    serve.py       `make serve`
    listener.py    the server of tests and bench, which ends when it is closed
    tzdata_news.py whether a newer tz database is out than the one that is shipped
    bench/         `make bench`: speed, weight and memory against others (BENCH.md)

What the build reads out of docs/ and data packages, for templates and helper:
    languages.py   the languages, as mkdocs.yml lists them
    words.py       docs/<language>/words/ read and flattened
    phrases.py     docs/<language>/phrases.md read
    places.py      the cities, countries and zones that the time-zone checker finds; zones.py helps it
    published.py   which page there is in which language, and what has to be said about it

What tells editors and translators, as file, line, what is wrong and what to do (problems.py):
    structure.py   what must be alike in every language: pages.py and markup.py, forms.py, sheet.py
    words_check.py spelling.py, glossary.py, german.py, reading.py, on the plain text of prose.py
    translations.py which translations are up to date; sources.py: text files as they are saved
"""
