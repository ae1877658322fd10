"""The call helper: what to show and do next, decided in pure Python.

Rule for this folder: no I/O, no clock, no global state, no user-visible words. Time comes in
with the event, words come in as `Texts`. Only `browser.py` may import `js` or `pyodide`
(a test holds that true), so everything else runs the same under pytest and in the browser.

    app.py       one event in; new model, view and effects out: hands each event to its tool
    timer/       the share timer
    phrases/     sentences to say, in every language at once
    texts.py     the words of one language, and the seam to its number and date formats
    clock.py     telling sleep and clock changes apart
    effects.py   what the page can be asked to do
    browser.py   the only bridge to the browser

Each tool is a folder whose tool.py offers what app.Tool describes.
"""
