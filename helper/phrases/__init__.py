"""The phrases: the right sentence in reach, large, in one or two languages at once.

What it reckons with:

    book.py      the phrases of every language, as the build hands them over
    moments.py   which situations belong to which moment of a call
    slots.py     what fills the blanks of a phrase
    search.py    finding phrases in every language at once
    request.py   the request for a call, as a message for a group chat
    received.py  such a request of somebody else, pasted: read, answered, set in the timer

The rest is as in every tool (see helper/__init__.py): model, update, view, form, codec, links, tool.
"""
