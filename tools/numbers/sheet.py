"""One file of data/, read so that every fault has its line.

Every value is a text: 000 stays 000, and NO is Norway.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from pathlib import Path

import yaml

from tools.numbers.model import Source
from tools.sources.problems import Problem

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
Node = yaml.Node


class Sheet:
    """`problems` grows while a file is read; what cannot be used comes back empty."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.sources: dict[str, Source] = {}
        self._keys: dict[Node, int] = {}

    def root(self) -> dict[str, Node]:
        try:
            node = yaml.compose(self.path.read_text(encoding="utf-8-sig"), Loader=LOADER)
        except (OSError, UnicodeDecodeError) as error:
            self._say(1, f"cannot be read ({error}). Save the file as UTF-8 text")
        except yaml.YAMLError as error:
            mark, why = getattr(error, "problem_mark", None), getattr(error, "problem", None) or "it is no text"
            self._say(mark.line + 1 if mark else 1, f"cannot be read ({why}). Compare this line with its neighbours")
        else:
            return self.entries(node)
        return {}

    def line(self, node: Node) -> int:
        """Where a value's key stands, or the value itself."""
        return self._keys.get(node, node.start_mark.line + 1)

    def say(self, node: Node, text: str) -> None:
        self._say(self.line(node), text)

    def _say(self, line: int, text: str) -> None:
        self.problems.append(Problem(self.path, line, text))

    def entries(self, node: Node | None, known: Collection[str] = ()) -> dict[str, Node]:
        """A mapping's values by key. Keys that are not `known` (where any are) are faults."""
        if not isinstance(node, yaml.MappingNode):
            if node is None:
                self._say(1, "the file is empty. Bring it back from the history")
            else:
                self.say(node, "here must stand lines like  name: value . Compare with the rows above")
            return {}
        found: dict[str, Node] = {}
        for key, value in node.value:
            name = str(key.value)
            if known and name not in known:
                self.say(key, f"“{name}” is not known here. Use {', '.join(sorted(known))}")
            elif name in found:
                self.say(key, f"“{name}” stands twice. Delete one of the two")
            else:
                found[name] = value
                self._keys[value] = key.start_mark.line + 1
        return found

    def text(self, node: Node | None) -> str:
        if node is None:
            return ""
        if isinstance(node, yaml.ScalarNode) and str(node.value).strip():
            return str(node.value).strip()
        self.say(node, "something is missing after the colon. Write it, or delete the line")
        return ""

    def items(self, node: Node | None) -> list[Node]:
        if node is None:
            return []
        if isinstance(node, yaml.SequenceNode):
            return list(node.value)
        self.say(node, "here must stand a list. Write it as  [ one, two ]")
        return []

    def texts(self, node: Node | None) -> tuple[str, ...]:
        return tuple(filter(None, (self.text(item) for item in self.items(node))))

    def day(self, node: Node | None) -> date | None:
        text = self.text(node)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            if node is not None:
                self.say(node, f"“{text}” is no date. Write it as  2026-11-21")
            return None

    def numbers(self, node: Node | None, pattern: str) -> tuple[str, ...]:
        """Texts that a telephone can dial."""
        for item in self.items(node):
            if not re.fullmatch(pattern, self.text(item)):
                self.say(item, f'“{item.value}” is no number to dial. Write its digits between two " marks')
        found = self.texts(node)
        if node is not None and len(found) != len(set(found)):
            self.say(node, "a number stands twice. Delete one of the two")
        return found

    def read_sources(self, node: Node | None) -> None:
        for key, entry in (self.entries(node) if node is not None else {}).items():
            fields = self.entries(entry, ("name", "date", "address"))
            name, address = self.text(fields.get("name")), self.text(fields.get("address"))
            if not name or not address:
                self.say(entry, "a source needs name, date and address. Add what is missing")
            self.sources[key] = Source(key, name, address, self.day(fields.get("date")))

    def source(self, node: Node) -> Source | None:
        """The source that a key or an address stands for."""
        text = self.text(node)
        if text in self.sources:
            return self.sources[text]
        if re.fullmatch(r"https?://[^\s/]+\.[^\s/]+/?\S*", text):
            host = text.split("/")[2].removeprefix("www.")
            return Source(text, host, text)
        self.say(node, f"“{text}” is no source. Write its address, or one of {', '.join(sorted(self.sources))}")
        return None

    def sources_of(self, node: Node | None) -> tuple[Source, ...]:
        found = [source for item in self.items(node) if (source := self.source(item))]
        if node is not None and len(found) != len({source.address for source in found}):
            self.say(node, "a source stands twice. Two different ones must agree")
        return tuple(dict.fromkeys(found))
