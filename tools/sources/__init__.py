"""What the build reads out of docs/, for templates and helper.

files.py         text files as they are saved
markup.py        the marks of a page, part by part
pages.py         docs/<language>/**.md read
words.py         docs/<language>/words/ read and flattened
place_names.py   docs/<language>/words/cities.yml read: what translators call places
phrases.py       docs/<language>/phrases.md read, into a phrasebook.py
languages.py     the languages, as mkdocs.yml lists them
stamps.py        which English text a translation was made from
availability.py  which page there is in which language, and what has to be said about it
problems.py      what is wrong, as file, line, what is wrong and what to do
"""
