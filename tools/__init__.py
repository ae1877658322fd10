"""What runs at build time, in rooms:

    runtime/        Python as visitors get it
    sources/        what the build reads out of docs/
    world/          what others know of cities, countries, regions and time zones
    numbers/        emergency numbers and crisis lines (data/), read and judged
    checks/         what tells editors and translators: file, line, what is wrong, what to do

Beside them:
    setup.py        a fresh machine made ready (standard library only)
    serve.py        `make serve`
    pictures.py     icons and cards for link previews
    licences.py     what of others is shipped, with their licence texts in licence-texts/
    once.py         what hooks do once for the whole site, and not for each language
    fingerprint.py  content hashes in the names of files
    chromium.py     the Chromium that pictures.py, tests and bench start

Imports point one way: tests, hooks (overrides/hooks), tools, helper; among the rooms, runtime and checks,
numbers, world, sources.
"""
