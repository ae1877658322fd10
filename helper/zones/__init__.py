"""The time-zone checker: may I call now, and when can we both?

What it reckons with:

    clocks.py       a place's clock: offsets, clock changes, local times that do not exist or exist twice
    hours.py        the hours in which somebody takes calls, and the windows that are good for both
    weekly.py       a weekly call through the year's clock changes
    stale.py        zones of which older calendar programs have other rules
    calendar.py     that call as a calendar file
    places.py       the data about places, and what they are called
    guess.py        what a typed text may mean: city, country, zone, offset, abbreviation
    alone.py        what one person alone tells of when they may be called, as a link too
    alone_view.py   the same in words
    sentences.py    what is found out, in sentences
    strips.py       the same as a picture
    weekly_view.py  the weekly call on the page
    back_view.py    a promise to ring back on the page

The rest is as in every tool (see helper/__init__.py): model, update, view, form, codec, links, tool.

Zone files and places are packages that are fetched once the page stands (tools/runtime/bundle.py). Until they have
come, the tool's state is a model.Waiting.
"""
