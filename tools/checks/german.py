"""What is checked in German only: that readers are addressed as du, and German quotation marks.

“Sie” in the middle of a sentence is always the address that we do not use. At a sentence's start it may mean she or
they, so there the verb and what was said before decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tools.checks.prose import Block
from tools.sources.problems import Problem

ADDRESS = re.compile(r"\b(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)\b")
START = re.compile(r"(?:^|[.!?…:–—][“‘\"')]*\s|[„‚\"(])\s*$")
"""What stands before the first word of a sentence."""

NEXT = re.compile(r"\W*(\w+)")
SINGULAR_FORMS = frozenset({"ist", "hat", "war", "wird", "kann", "muss", "darf", "soll", "will", "mag", "weiß"})
SEVERAL = re.compile(r"\b(?:sind|waren|[a-zäöüß]+e[lr]?n)\b")
"""A verb of several people; a sentence with one may be what the next “Sie” (they) looks back to."""
SOMEBODY = re.compile(r"\b(?:[Ss]ie|[Dd]ie|[Ee]ine|[Ii]hre?)\b|" + SEVERAL.pattern)

OURSELVES = re.compile(r"\b(?:[Ii]ch|[Dd]u|[Ww]ir)\b")
"""Whose sentence this is, its verb says nothing about others."""

FORMAL = "“{word}” addresses the reader formally. Say du (dich, dir, dein) or ihr (euch, euer)"
UNCLEAR = "“{word}” reads like the formal address. Say du or ihr, or name the people that are meant"
ALLOWED = "; if it is right here, put  <!-- ok: {word} -->  at the end of the line"

STRAIGHT = re.compile(r"[\"']")
WRONG_PAIR = re.compile(r"”|(?<!\S)[“‘](?=\w)|«|»")


def check(blocks: Iterable[Block]) -> list[Problem]:
    """Both rules on the blocks of one page or words file, in their order."""
    told = list(blocks)
    return [*_formal(told), *_quotes(told)]


def _formal(blocks: list[Block]) -> Iterator[Problem]:
    before = ""
    for block in blocks:
        # A list looks back to its introduction and its earlier items, everything else only to itself.
        earlier = before if block.kind == "item" else ""
        for found in ADDRESS.finditer(block.text):
            word = found[0]
            if word in block.allowed:
                continue
            lead, rest = block.text[: found.start()], block.text[found.end() :]
            text = ""
            if not START.search(lead):
                text = FORMAL
            elif not _may_mean_others(word, f"{earlier} {lead}", rest):
                text = UNCLEAR
            if text:
                yield Problem(block.path, block.line_of(found.start()), (text + ALLOWED).format(word=word))
        before = f"{earlier} {block.text}" if block.kind != "heading" else ""


def _may_mean_others(word: str, earlier: str, rest: str) -> bool:
    """Whether “Sie”, “Ihr” ... at the start of a sentence can be anybody but the reader."""
    following = found[1] if (found := NEXT.match(rest)) else ""
    if word == "Sie" and (following in SINGULAR_FORMS or (following.endswith("t") and following != "seid")):
        return True  # she
    if word == "Ihr" and (following.endswith(("t", "beide", "beiden")) or following == "seid"):
        return True  # you all, which is du for several
    others = " ".join(part for part in re.split(r"(?<=[.!?])\s", earlier) if not OURSELVES.search(part))
    return bool((SEVERAL if word == "Sie" else SOMEBODY).search(others))


def _quotes(blocks: list[Block]) -> Iterator[Problem]:
    for block in blocks:
        if block.allowed & {'"', "'"}:
            continue
        for found in STRAIGHT.finditer(block.text):
            right = "’ (as in „geht’s“)" if found[0] == "'" else "„ before and “ after what is said"
            text = f"a straight {found[0]} stands here. Use {right}"
            yield Problem(block.path, block.line_of(found.start()), text)
        for found in WRONG_PAIR.finditer(block.text):
            text = f"{found[0]} is not how German quotes. Write „ before and “ after, inside a quotation ‚ and ‘"
            yield Problem(block.path, block.line_of(found.start()), text)
