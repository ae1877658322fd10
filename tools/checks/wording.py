"""`make words`: spelling, address, glossary, quotation marks, length and readability of every text.

With it comes a table of figures for each page.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from tools.checks import german, glossary, prose, reading, spelling
from tools.checks.prose import Block
from tools.checks.structure import Everyone, everyone
from tools.sources import languages, words
from tools.sources.languages import Languages
from tools.sources.pages import Page
from tools.sources.problems import Problem, SourceError, listing, shown

MOST_WORDS = 900
LEAST_EASE = 60
LISTS = frozenset({"phrases.md", "card.md", glossary.PAGE})
"""Pages to pick from, not to read through: as long as they need to be."""
NAMES = frozenset({"cities", "shorthand"})
"""Words files of names, which no dictionary has."""


def problems(all_languages: Languages, known: Everyone) -> list[Problem]:
    """Everything that the checks have to say about the words of all languages."""
    found = []
    for code, pages in known.items():
        texts = {**_page_texts(pages.values(), code, all_languages), **_words_texts(all_languages, code)}
        everything = [block for blocks in texts.values() for block in blocks]
        found += spelling.check(code, all_languages.folder(code), everything) if spelling.can_check(code) else []
        if rules := pages.get(glossary.PAGE):
            others = [block for name, blocks in texts.items() if name != glossary.PAGE for block in blocks]
            found += glossary.check(rules, others)
            if original := known[all_languages.default].get(glossary.PAGE):
                found += glossary.compare(original, rules)
        if code.split("-")[0] == "de":
            for blocks in texts.values():
                found += german.check(blocks)
        for name, page in pages.items():
            found += _length(page, name, code)
    return found


def figures(page: Page, code: str) -> reading.Figures:
    """Words and readability of what stands below the front matter."""
    return reading.measure((block.text for block in prose.of_page(page) if block.kind != "field"), code)


def _length(page: Page, name: str, code: str) -> list[Problem]:
    own, found = figures(page, code), []
    if own.words > MOST_WORDS and name not in LISTS:
        text = f"the page has {own.words} words, {MOST_WORDS} are the most. Shorten it, or make two pages of it"
        found.append(Problem(page.path, 1, text))
    if own.ease is not None and own.ease < LEAST_EASE:
        remedy = "Cut long sentences in two, and choose shorter words"
        text = f"the page is hard to read (readability {own.ease:.0f}, {LEAST_EASE} is the least). {remedy}"
        found.append(Problem(page.path, 1, text))
    return found


def _page_texts(pages: Iterable[Page], code: str, all_languages: Languages) -> dict[str, list[Block]]:
    texts = {page.name: prose.of_page(page) for page in pages}
    if glossary.PAGE in texts and code != all_languages.default:
        # The first column is English.
        texts[glossary.PAGE] = [it for it in texts[glossary.PAGE] if it.kind != "cell" or it.column > 1]
    return texts


def _words_texts(all_languages: Languages, code: str) -> dict[str, list[Block]]:
    texts = {}
    for name, path in words.files(all_languages.folder(code)).items():
        if name not in NAMES:
            try:
                texts[f"words/{name}"] = prose.of_words(path)
            except SourceError:
                continue  # told by tools/checks/structure.py
    return texts


def table(all_languages: Languages, known: Everyone) -> str:
    """Words and readability of each page in each language."""
    codes = list(known)
    head = f"{'':28}" + "".join(f"{all_languages.names[code]:>22}" for code in codes)
    rows = [head, f"{'page':28}" + f"{'words':>10}{'readability':>12}" * len(codes)]
    for name in sorted({name for pages in known.values() for name in pages}):
        cells = []
        for code in codes:
            own = figures(known[code][name], code) if name in known[code] else None
            ease = "-" if own is None or own.ease is None else f"{own.ease:.0f}"
            cells.append(f"{own.words if own else '-':>10}{ease:>12}")
        rows.append(f"{name:28}" + "".join(cells))
    note = (
        "Readability: Flesch reading ease, for German Amstad's; 60 and more is plain. "
        "Syllables: English by the CMU dictionary, others by vowels."
    )
    return "\n".join([*rows, note])


def main() -> None:
    try:
        all_languages = languages.read()
        known = everyone(all_languages)
        found = problems(all_languages, known)
    except SourceError as error:
        sys.exit(str(error))
    print(table(all_languages, known))
    for code in all_languages.names:
        if not spelling.can_check(code):
            text = f"no dictionary for {all_languages.names[code]} is installed, so its spelling is not checked"
            print(f"{shown(all_languages.folder(code))}: {text}.")
    if found:
        sys.exit(f"\n{listing(found)}\n{len(set(found))} to mend. CONTRIBUTING.md says more about each check.")


if __name__ == "__main__":
    main()
