"""The time-zone checker: may I call now, and when can we both?

clocks.py   a place's clock: offsets, clock changes, local times that do not exist or exist twice
hours.py    the hours in which somebody takes calls, and the stretches good for everybody
verdict.py  may I call now, and if not, when; and when can we both
weekly.py   a weekly call through the year's clock changes
calendar.py that call as a calendar file
places.py   the data about places, and what they are called
names.py    their names, as they are compared and searched
guess.py    what a typed text may mean: city, country, zone, offset, abbreviation
form.py     the page's fields, read
links.py    the zones and hours in a shared link
early.py    the state until zone files and places are there
model.py    the state from then on
update.py   an event of the page, applied to the model; handing.py those that hand something on
view.py     the model as plain data for the page, with speak.py (sentences), strips.py (the picture)
            and view_moment.py, view_weekly.py, view_message.py (the parts below)

Zone files and places are packages that are fetched once the page stands (tools/runtime/bundle.py).
"""
