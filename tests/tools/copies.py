"""A copy of docs/ and mkdocs.yml that a test may change, built with the project's own rooms and hooks."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.built import mkdocs
from tests.conftest import ROOT
from tests.tools import pseudo
from tools.sources import languages
from tools.sources.languages import Languages


class Copy:
    """Made in the folder `place`, unless it is there already. `add` is what a translator does: a folder below docs/,
    and one entry in mkdocs.yml."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.docs, self.config, self.site = place / "docs", place / "mkdocs.yml", place / "site"
        if self.docs.exists():
            return
        shutil.copytree(ROOT / "docs", self.docs)
        text = (ROOT / "mkdocs.yml").read_text()
        text = text.replace("custom_dir: overrides", f"custom_dir: {ROOT}/overrides")
        text = text.replace("  - overrides/hooks/", f"  - {ROOT}/overrides/hooks/")
        self.config.write_text(text.replace("watch: [overrides, helper, tools, data]\n", ""))

    def add(self, code: str, name: str) -> Path:
        rows = self.config.read_text().split("\n")
        last = max(number for number, row in enumerate(rows) if row.strip().startswith("- { locale:"))
        rows.insert(last + 1, f"        - {{ locale: {code}, name: {name} }}")
        self.config.write_text("\n".join(rows))
        folder = self.docs / code
        folder.mkdir(exist_ok=True)
        return folder

    @property
    def languages(self) -> Languages:
        return languages.read(self.config)

    def build(self) -> subprocess.CompletedProcess[str]:
        return mkdocs("-f", self.config, "-d", self.site)


def new_languages(place: Path) -> Copy:
    """The site with four more languages: two whole ones (with accents and a third longer; right to left),
    one half done, and one that the theme does not know, of which only the start page is there."""
    copy = Copy(place)
    english = copy.docs / "en"
    pseudo.translate(english, copy.add("cs", "Čeština"), "cs", pseudo.accented)
    pseudo.translate(english, copy.add("ar", "العربية"), "ar", pseudo.arabic)
    pseudo.translate(english, copy.add("fr", "Français"), "fr", pseudo.accented, ("index.md", "words/site.yml"))
    pseudo.translate(english, copy.add("ga", "Gaeilge"), "ga", pseudo.accented, ("index.md",))
    done = copy.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return copy
