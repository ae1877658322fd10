"""The share timer: two to eight people on one call, and whose turn it is for how long.

What it reckons with:

    plan.py     what they agree on before: turns, feedback, warning
    signals.py  what a signal is on this device: tones, a vibration, a spoken word
    machine.py  the running call as a state machine over deadlines
    clocks.py   the device's clock was changed, or it slept
    taps.py     which taps count: one rule
    buttons.py  which buttons the call has at a moment
    match.py    two phones that do not show the same
    tabs.py     several tabs with the same call
    qr.py       a link as a square code

The rest is as in every tool (see helper/__init__.py): model, update, view, form, codec, links, tool.
"""
