"""Which page there is in which language, at which address, and what has to be said about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tools.sources import languages, stamps, words
from tools.sources.languages import Languages


@dataclass(frozen=True, slots=True)
class Availability:
    """The site's languages, with the folder of each in addresses ("" or "de/")."""

    site: Languages
    folders: Mapping[str, str]

    def addresses(self, name: str) -> dict[str, str]:
        """The address below the site of a page ("calls/index.md") in each language that really has it."""
        place = name.removesuffix(".md").removesuffix("index")
        place = f"{place}/" if place and not place.endswith("/") else place
        here = [code for code in self.site.names if (self.site.folder(code) / name).exists()]
        return {code: f"{self.folders[code]}{place}" for code in here}

    def pages(self) -> list[dict[str, str]]:
        """The addresses of every page, for the sitemap."""
        folders = [self.site.folder(code) for code in self.site.names]
        names = {path.relative_to(folder).as_posix() for folder in folders for path in folder.rglob("*.md")}
        return [self.addresses(name) for name in sorted(names)]

    def state(self, name: str, code: str) -> str:
        """MISSING or STALE; "" for an original, a current page, and one of which nobody has said."""
        own, original = self.site.folder(code) / name, self.site.source / name
        if not own.exists():
            return stamps.MISSING
        if code == self.site.default or not original.exists():
            return ""
        return stamps.STALE if stamps.state(own, original) == stamps.STALE else ""

    def spoken(self, code: str) -> dict[str, str]:
        """The language of the words around a page, which is the default one where a file is not there yet."""
        folder, default = self.site.folder(code), self.site.default
        own = words.files(folder)
        around = {
            name: code if name in own else default for name in ("site", "notices", "diagrams", "offline", "numbers")
        }
        return {**around, "helper": code if words.speaks(folder, self.site.source) else default}


def marked(code: str) -> str:
    """The HTML attributes of an element whose text is in another language than the page."""
    return f' lang="{code}" dir="{languages.locale(code).text_direction}"'
