"""The languages of the site, as mkdocs.yml lists them, and whether the folders below docs/ agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from babel import Locale, UnknownLocaleError
from mkdocs.utils.yaml import yaml_load

from tools.sources.problems import ROOT, Problem, SourceError

CONFIG = ROOT / "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Languages:
    """`names` holds code to name, in the site's order; `default` is the language that the others are made from.
    `edit` is the start of the addresses at which a file below docs/ can be edited, "" for none."""

    docs: Path
    names: Mapping[str, str]
    default: str
    edit: str = ""

    @property
    def source(self) -> Path:
        return self.docs / self.default

    @property
    def translations(self) -> list[str]:
        """The codes of all languages but the default one."""
        return [code for code in self.names if code != self.default]

    def folder(self, code: str) -> Path:
        return self.docs / code


def read(config: Path = CONFIG) -> Languages:
    """The languages of a mkdocs.yml. Raises SourceError."""
    try:
        with config.open(encoding="utf-8-sig") as file:
            settings = yaml_load(file)
        (plugin,) = [it["i18n"] for it in settings["plugins"] if isinstance(it, dict) and "i18n" in it]
        rows = [(str(row["locale"]), str(row["name"]), bool(row.get("default"))) for row in plugin["languages"]]
        default = next(code for code, _, first in rows if first)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SourceError(Problem(config, line, f"cannot be read ({error.problem}). Mend this line")) from error
    except (OSError, ValueError, KeyError, TypeError, StopIteration) as error:
        text = "has no list of languages. Give the plugin i18n its languages, one of them with  default: true"
        raise SourceError(Problem(config, 1, text)) from error
    names = {code: name for code, name, _ in rows}
    return Languages(config.parent / settings.get("docs_dir", "docs"), names, default, _edit(settings))


def _edit(settings: Mapping[str, Any]) -> str:
    repository, place = str(settings.get("repo_url") or ""), str(settings.get("edit_uri") or "")
    return f"{repository.rstrip('/')}/{place.strip('/')}/" if repository and place else ""


def problems(languages: Languages, config: Path = CONFIG) -> list[Problem]:
    """Entries without a folder, folders without an entry, codes that nobody knows, files outside a language."""
    found = []
    for code in languages.names:
        if not languages.folder(code).is_dir():
            text = f"“{code}” is a language, but docs/{code}/ is missing. Make the folder, or delete the entry"
            found.append(Problem(config, _line(config, code), text))
        if not known(code):
            text = f"“{code}” is no language whose dates and numbers are known. Use a code such as  fr  or  pt-BR"
            found.append(Problem(config, _line(config, code), text))
    for path in sorted(languages.docs.iterdir()) if languages.docs.is_dir() else []:
        if path.name.startswith("."):
            continue
        if path.is_dir() and path.name not in languages.names:
            entry = f"- {{ locale: {path.name}, name: … }}"
            text = f"no language of this name is known. Add it under languages in mkdocs.yml:  {entry}"
            found.append(Problem(path, 1, text))
        elif path.is_file():
            folders = " or ".join(f"docs/{code}/" for code in languages.names)
            text = f"this file belongs to no language. Move it into {folders}"
            found.append(Problem(path, 1, text))
    return found


def known(code: str) -> bool:
    """Whether there are formats and plural rules for a language."""
    try:
        locale(code)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def locale(code: str) -> Locale:
    """Babel's data for a code such as "pt-BR". Raises UnknownLocaleError or ValueError."""
    return Locale.parse(code.replace("-", "_"))


def _line(config: Path, code: str) -> int:
    lines = config.read_text(encoding="utf-8-sig").splitlines() if config.exists() else []
    return next((number for number, line in enumerate(lines, 1) if f"locale: {code}" in line), 1)
