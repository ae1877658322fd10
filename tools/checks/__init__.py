"""What tells editors, translators and maintainers: file, line, what is wrong, what to do (sources/problems.py).

structure.py        what must be alike in every language: pages here, words in words_structure.py, phrases in
                    phrases_structure.py
translations.py     which translations are up to date
wording.py          spelling.py, glossary.py, german.py and reading.py, on the plain text of prose.py
data.py             what is wrong or old in data/
tzdata_news.py      whether a newer tz database is out than the one that is shipped
"""
