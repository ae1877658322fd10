"""The share timer: two to eight people on one call, and whose turn it is for how long.

plan.py     what they agree on before: turns, feedback, warning
form.py     the setup form and the preset links, read into a plan
machine.py    the running call as a state machine over deadlines
codec.py    a timer as text and back: shared link, and the tab's own memory
update.py   an event of the page, applied to the model
view.py     the model as plain data for the page
"""
