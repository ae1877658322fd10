"""docs/<language>/words/cities.yml read: what cities, regions and countries are called in a language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from tools.sources import words
from tools.sources.problems import Problem, SourceError


class PlaceNames:
    """The names below docs/<language>/, none where the language has no such file. Raises SourceError."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "words/cities.yml"
        self._sections: dict[str, dict[str, str]] = defaultdict(dict)
        self._lines: dict[tuple[str, str], int] = {}
        texts = words.located(self._file) if self._file.exists() else {}
        for key, (text, line) in texts.items():
            section, _, place = key.removeprefix("cities.").partition(".")
            self._sections[section][place] = str(text)
            self._lines[section, place] = line

    def section(self, name: str) -> Mapping[str, str]:
        """The names of "city", "region" or "country" by the key of the place."""
        return self._sections.get(name, {})

    def listed(self, section: str, place: str) -> list[str]:
        """What else a place is called, by "also" or "city_also"."""
        return [name for it in self.section(section).get(place, "").split(",") if (name := it.strip())]

    def problem(self, section: str, place: str, text: str) -> SourceError:
        """`text` about a line of the file, to be raised."""
        return SourceError(Problem(self._file, self._lines[section, place], text))
