"""The call helper: what to show and do next, decided in pure Python.

For every module here: no I/O, no clock, no chance, no global state, no user-visible word. Time and luck come in with
the event, words come in as `Texts`. Only `browser.py` may import `js` or `pyodide`, so everything else runs the same
under pytest and in the browser. tests/test_rooms.py holds that true.

    app.py       one event in; new model, view and effects out: hands each event to its tools
    events.py    events and fields, read without trust
    effects.py   what the page can be asked to do
    fragment.py  what stands after the # sign of a link, alike for every tool
    sharing.py   handing on a text or a link, alike for every tool
    texts.py     the words of one language, and the seam to its number and date formats
    jump.py      telling sleep and clock changes apart
    browser.py   the only bridge to the browser

    timer/       the share timer
    zones/       the time-zone checker
    phrases/     sentences to say, in every language at once
    shorthand/   a request for a call from a chat, read; no tool of its own, the phrases use it

The three tools have one anatomy. What a tool reckons with has modules of its own; these are in each:

    model.py     the tool's state, and what follows from it without words
    update.py    an event of the page, applied to the model: HANDLERS by the event's name
    view.py      the model as plain data, under the names that its template in overrides/partials/ is bound to
    form.py      the fields of its form, read, and the CHOICES that they offer
    codec.py     a link as text, and back
    links.py     sharing a link, and opening one
    tool.py      what app.Tool asks for, gathered from these

What is to be announced stands in each model as `announce`: keys of texts, which the next event clears.
"""
