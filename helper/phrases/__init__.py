"""The phrases: the right sentence in reach, large, in one or two languages at once.

book.py     the phrases of every language, as the build hands them over
moments.py  which situations belong to which moment of a call
slots.py    what fills the blanks of a phrase
search.py   finding phrases in every language at once
form.py     the tool's fields, read
request.py  the request for a call, as a message for a group chat
update.py   the tool's state, and an event of the page applied to it
view.py     the state as plain data for the page; large.py, its part with one phrase in large letters
"""
