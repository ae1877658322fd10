"""The share timer: two to eight people on one call, and whose turn it is for how long.

plan.py     what they agree on before: turns, feedback, warning
form.py     the setup form and the preset links, read into a plan
machine.py  the running call as a state machine over deadlines
actions.py  what people can do to it
codec.py    a timer as text and back: shared link, and the tab's own memory
model.py    the tool's state, and the steps every event shares
update.py   an event of the page, applied to the model
links.py    sharing a running call, joining one, taking one up after a reload
qr.py       a link as a square code
view.py     the model as plain data for the page
"""
