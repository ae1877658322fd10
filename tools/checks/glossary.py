"""The glossary page (about/glossary.md): which words a language uses, and which it never does.

Its table for writers has three columns: the English term, what this language says, and never. What words mean stands
above it, for readers, as a list of definitions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tools.checks.prose import Block, bare_cells
from tools.sources.markup import RULER
from tools.sources.pages import Page
from tools.sources.problems import Problem, shown

PAGE = "about/glossary.md"
ASIDE = re.compile(r"\([^)]*\)")
ENDING = r"(?:e[mnrs]?|n|s)?"


@dataclass(frozen=True, slots=True)
class Entry:
    """`never` are the words that must not be used, `use` what stands in the second column."""

    term: str
    use: str
    never: tuple[str, ...]
    line: int


def read(page: Page) -> list[Entry]:
    """The rows of the page's table."""
    found = []
    for line, row in enumerate(page.rows, 1):
        cells = bare_cells(row)[1:-1]
        if len(cells) == 3 and not RULER.match(row) and not _is_head(page, line):
            term, use, never = (re.sub(r"\s+", " ", cell).strip() for cell in cells)
            words = tuple(word.strip() for word in ASIDE.sub("", never).split(",") if word.strip(" –—-"))
            found.append(Entry(term, use, words, line))
    return found


def _is_head(page: Page, line: int) -> bool:
    return line < len(page.rows) and bool(RULER.match(page.rows[line]))


def compare(original: Page, other: Page) -> list[Problem]:
    """The first column of a translation is that of the English page, in its order."""
    theirs, found = [entry.term for entry in read(original)], []
    for number, entry in enumerate(read(other)):
        if entry.term not in theirs:
            text = f"“{entry.term}” is not in the first column of {shown(original.path)}. Write the English term there"
            found.append(Problem(other.path, entry.line, text))
        elif theirs.index(entry.term) != number:
            text = f"“{entry.term}” stands elsewhere in {shown(original.path)}. Keep the rows in the same order"
            found.append(Problem(other.path, entry.line, text))
    return found


def check(page: Page, blocks: Iterable[Block]) -> list[Problem]:
    """Where `blocks` use a word that the glossary rules out."""
    rules = [(entry, word, _pattern(word), _pattern(entry.use)) for entry in read(page) for word in entry.never]
    return [problem for block in blocks for problem in _uses(page, block, rules)]


def _pattern(words: str) -> re.Pattern[str]:
    """Whole words, in the case of the glossary: “handeln” is a verb, “Handeln” a noun."""
    parts = [part.strip() for part in re.split(r"[,/]", ASIDE.sub("", words)) if part.strip()]
    return re.compile("|".join(rf"(?<![\w-]){re.escape(part)}{ENDING}(?![\w-])" for part in parts) or r"(?!)")


def _uses(
    page: Page, block: Block, rules: list[tuple[Entry, str, re.Pattern[str], re.Pattern[str]]]
) -> Iterator[Problem]:
    for entry, word, never, use in rules:
        if word in block.allowed:
            continue
        # “rückfällig handeln” is what the glossary says, though “handeln” alone is ruled out.
        right = [found.span() for found in use.finditer(block.text)]
        for found in never.finditer(block.text):
            if not any(start <= found.start() and found.end() <= end for start, end in right):
                advice = f"Say “{entry.use}” for “{entry.term}” (see {shown(page.path)}:{entry.line})"
                remark = f"if another thing is meant, put  <!-- ok: {word} -->  at the end of the line"
                text = f"“{word}” is a word that we do not use. {advice}; {remark}"
                yield Problem(block.path, block.line_of(found.start()), text)
