"""docs/<language>/phrases.md read: its phases, situations and phrases.

The form of the page:

    ## Opening the call { #opening }                       a phase of the call
    ### Is now a good time? { #good-time }                 a situation, perhaps with a note below
    <!-- search: busy, free to talk -->                    other words for it, with commas; found, never shown
    - Do you have {minutes} now? { #good-time-now .clear } a phrase: its id, and how it sounds

A name in braces is a slot (SLOTS in helper/phrases/slots.py). The front matter's `card` lists the
ids of the phrases on the pocket card.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import yaml

from helper.phrases.book import TONES
from helper.phrases.slots import GIVEN, SLOTS
from tools.sources.phrasebook import SLOT, Phase, Phrase, Phrasebook, Situation
from tools.sources.problems import Problem, SourceError

ITEM = re.compile(r"^- (?P<text>\S.*?) \{ #(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*) \.(?P<tone>\w+) \}$")
SEARCH = re.compile(r"^<!-- search: (?P<words>[^,<>]+(?:, [^,<>]+)*) -->$")
HEADING = re.compile(r"^(?P<level>#+) (?P<title>\S.*?) \{ #(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*) \}$")

WRONG = {
    "empty": "there are no phrases here. Write  ## Phase {{ #id }}  and what belongs to it",
    "heading": "this heading has no id. Write  ## Title {{ #id }}  with small letters, digits and hyphens",
    "level": "a situation belongs below a phase. Use ## for the phase and ### for the situation",
    "item": "this phrase cannot be read. Keep it on one line, and end it with id and tone:  {{ #some-id .clear }}",
    "lost": "this phrase stands below no situation. Put it below a heading with ###",
    "tone": "“.{found}” is no tone. Use one of {known}",
    "brace": "a brace is missing or too many. Write a slot like {{minutes}}, and no other braces",
    "slot": "“{found}” is no slot. Use one of {known}",
    "search": "words to search by stand once, right below a ###. Write  <!-- search: word, other word -->",
    "line": "this is no heading, phrase or note. Start a phrase with “- ”; a note stands right below its ###",
    "twice": "the id “{found}” stands in line {known} already. Give this one another",
    "no_phrase": "“{found}” has no phrase. Write one below it, or delete the heading",
    "no_situation": "“{found}” has no situation. Write one below it with ###, or delete the heading",
    "front": "the lines between --- cannot be read ({found}). Compare them with another page",
    "unseen": "a character that nobody sees stands here. Delete it, or write the line anew",
    "list": "the card is a list: one line for each id, such as  - some-id",
    "card": "no phrase has the id “{found}”. Correct it, or take it off the card",
}


def read(path: Path) -> Phrasebook:
    """The phrases of one page. Raises SourceError."""
    # What is no UTF-8 is told by tools/sources/files.py.
    lines = path.read_text(encoding="utf-8-sig", errors="replace").split("\n")
    body = lines.index("---", 1) + 1 if lines[:1] == ["---"] and "---" in lines[1:] else 0
    reader = _Reader(path)
    for number, line in enumerate(lines[body:], body + 1):
        reader.take(number, line.rstrip())
    reader.close(2)
    if not reader.phases:
        raise reader.wrong(len(lines) or 1, "empty")
    book = Phrasebook(path, reader.phases, _card(reader, "\n".join(lines[1 : max(body - 1, 1)])))
    known = {phrase.id for phrase in book.phrases()}
    for name, line_number in book.card:
        if name not in known:
            raise reader.wrong(line_number, "card", name)
    return book


class _Reader:
    """Takes the lines of a page one after the other."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.phases: list[Phase] = []
        self.seen: dict[str, int] = {}

    def wrong(self, line: int, what: str, found: object = "", known: object = "") -> SourceError:
        return SourceError(Problem(self.path, line, WRONG[what].format(found=found, known=known)))

    @property
    def phase(self) -> Phase | None:
        return self.phases[-1] if self.phases else None

    @property
    def situation(self) -> Situation | None:
        return self.phase.situations[-1] if self.phase and self.phase.situations else None

    def take(self, number: int, line: str) -> None:
        if line.startswith("#"):
            self._heading(number, line)
        elif line.startswith("- "):
            self._phrase(number, line)
        elif line.startswith("<!--") and self.phase:
            self._search(number, line)
        elif line.strip() and self.phase:
            self._note(number, line)

    def _heading(self, number: int, line: str) -> None:
        found = HEADING.match(line)
        if not found:
            raise self.wrong(number, "heading")
        level, name = len(found["level"]), self._claim(number, found["id"])
        self.close(level)
        if level == 2:
            self.phases.append(Phase(name, found["title"], number))
        elif level == 3 and self.phase:
            self.phase.situations.append(Situation(name, found["title"], number))
        elif level != 1 or self.phase:
            raise self.wrong(number, "level")

    def _phrase(self, number: int, line: str) -> None:
        found = ITEM.match(line)
        if not found:
            raise self.wrong(number, "item")
        if not self.situation:
            raise self.wrong(number, "lost")
        if found["tone"] not in TONES:
            raise self.wrong(number, "tone", found["tone"], ", ".join(f".{tone}" for tone in TONES))
        if set("{}") & set(SLOT.sub("", found["text"])):
            raise self.wrong(number, "brace")
        for slot in SLOT.findall(found["text"]):
            if slot not in (*SLOTS, *GIVEN):
                known = ", ".join(f"{{{name}}}" for name in (*SLOTS, *GIVEN))
                raise self.wrong(number, "slot", f"{{{slot}}}", known)
        name = self._claim(number, found["id"])
        self.situation.phrases.append(Phrase(name, found["tone"], found["text"], number))

    def _search(self, number: int, line: str) -> None:
        found, it = SEARCH.match(line), self.situation
        if not found or not it or it.words or it.note or it.phrases:
            raise self.wrong(number, "search")
        it.words = found["words"]

    def _note(self, number: int, line: str) -> None:
        if not self.situation or self.situation.phrases or line.startswith((" ", "*", "+", "-", "\t")):
            raise self.wrong(number, "line")
        self.situation.note = f"{self.situation.note} {line}".strip()

    def _claim(self, number: int, name: str) -> str:
        if name in self.seen:
            raise self.wrong(number, "twice", name, self.seen[name])
        self.seen[name] = number
        return name

    def close(self, level: int) -> None:
        """Before a heading of `level`: what it ends must not be empty."""
        if level <= 3 and self.situation and not self.situation.phrases:
            raise self.wrong(self.situation.line, "no_phrase", self.situation.title)
        if level <= 2 and self.phase and not self.phase.situations:
            raise self.wrong(self.phase.line, "no_situation", self.phase.title)


def _card(reader: _Reader, front: str) -> list[tuple[str, int]]:
    """The front matter's list `card`, with the line of each entry."""
    try:
        node = yaml.compose(front, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise reader.wrong(line, "front", error.problem) from error
    except yaml.reader.ReaderError as error:
        raise reader.wrong(front.count("\n", 0, error.position) + 2, "unseen") from error
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value == "card":
            if not isinstance(value, yaml.SequenceNode):
                raise reader.wrong(key.start_mark.line + 2, "list")
            return [(str(item.value), item.start_mark.line + 2) for item in value.value]
    return []


def read_all(folders: Mapping[str, Path]) -> dict[str, Phrasebook]:
    """The phrasebook of each language (by its folder) that has one. Raises SourceError."""
    return {
        language: read(folder / "phrases.md")
        for language, folder in folders.items()
        if (folder / "phrases.md").exists()
    }
