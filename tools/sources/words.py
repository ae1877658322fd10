"""docs/<language>/words/*.yml read and flattened: the words of templates and helper.

A file `timer.yml` with `setup: {start: "Start"}` gives {"timer.setup.start": "Start"}. A mapping whose keys are
plural categories is one text with forms. Where a language lacks a whole file, the default language's texts stand in
for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml

from tools.sources.problems import Problem, SourceError

NOT_HELPER = frozenset({"site", "notices", "diagrams", "offline", "cities", "numbers", "shorthand"})
"""Files whose words stand outside the helper; each of them may be missing by itself."""

PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

type Text = str | dict[str, str]
type Located = tuple[Text, int]


def read(folder: Path, default: Path | None = None) -> dict[str, Text]:
    """All texts below docs/<language>/ by flat key; what is not there yet comes from the folder of the
    `default` language. Raises SourceError."""
    texts: dict[str, Text] = {}
    for path in files(folder, default).values():
        texts |= flatten(path)
    return texts


def files(folder: Path, default: Path | None = None) -> dict[str, Path]:
    """The words files that a language uses, by their names without the ending. The helper speaks one
    language at a time: where one of its files is missing, all of them are the default language's."""
    own = {path.stem: path for path in sorted((folder / "words").glob("[!.]*.yml"))}
    if default is None:
        return own
    whole = speaks(folder, default)
    return files(default) | {name: path for name, path in own.items() if whole or name in NOT_HELPER}


def speaks(folder: Path, default: Path) -> bool:
    """Whether a language has every words file of the helper that the default language has."""
    return files(default).keys() - NOT_HELPER <= files(folder).keys()


def flatten(path: Path) -> dict[str, Text]:
    """The texts of one file by flat key, prefixed with the file's name. Raises SourceError."""
    return {key: text for key, (text, _) in located(path).items()}


def located(path: Path) -> dict[str, Located]:
    """The same, each with the line where it stands. Raises SourceError."""
    return dict(_located(path, path.stat().st_mtime_ns))


@lru_cache(1000)  # a build reads them for every language anew
def _located(path: Path, changed: int) -> dict[str, Located]:
    texts: dict[str, Located] = {}
    node = _parse(path)
    if not isinstance(node, yaml.MappingNode):
        raise _wrong(path, 1, 'this file must consist of lines like  name: "text"')
    _walk(path, node, path.stem, texts)
    return texts


def _parse(path: Path) -> yaml.Node | None:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise _wrong(path, 1, f"cannot be read ({error}). Save the file as UTF-8 text") from error
    try:
        return yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _wrong(
            path,
            mark.line + 1 if mark else 1,
            f'cannot be read ({error.problem}). Put the whole text between two " marks, and use \\" for one inside it',
        ) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise _wrong(
            path, line, "a character that nobody sees stands here. Delete it, or write the line anew"
        ) from error


def _walk(path: Path, node: yaml.MappingNode, prefix: str, texts: dict[str, Located]) -> None:
    names: set[str] = set()
    for key, value in node.value:
        name = str(key.value)
        line = key.start_mark.line + 1
        if name in names:
            raise _wrong(path, line, f"“{name}” stands twice. Delete one of the two")
        names.add(name)
        if isinstance(value, yaml.MappingNode) and _is_plural(value):
            texts[f"{prefix}.{name}"] = {str(form.value): str(text.value) for form, text in value.value}, line
        elif isinstance(value, yaml.MappingNode):
            _walk(path, value, f"{prefix}.{name}", texts)
        elif isinstance(value, yaml.ScalarNode) and str(value.value).strip():
            texts[f"{prefix}.{name}"] = str(value.value), line
        else:
            raise _wrong(path, line, f'“{name}” has no text. Write it after the colon, between two " marks')


def _is_plural(node: yaml.MappingNode) -> bool:
    return {str(key.value) for key, _ in node.value} <= PLURALS and bool(node.value)


def _wrong(path: Path, line: int, text: str) -> SourceError:
    return SourceError(Problem(path, line, text))


OWN_PAGES_ONLY = tuple(f"{name}." for name in sorted(NOT_HELPER))
FOR_EVERY_PAGE = ("zones.message.text.", "timer.spoken.")
"""Texts that a page needs in every language: somebody may want to write, or hear the signals, in the other's."""


def for_helper(texts: Mapping[str, Mapping[str, Text]], language: str) -> dict[str, Text]:
    """The texts that the helper gets on a page in `language`: its own, and those FOR_EVERY_PAGE of the other
    languages as "de/zones...". `texts` are those of every language."""
    own = {key: text for key, text in texts[language].items() if not key.startswith(OWN_PAGES_ONLY)}
    others = {
        f"{other}/{key}": text
        for other, each in texts.items()
        for key, text in each.items()
        if other != language and key.startswith(FOR_EVERY_PAGE)
    }
    return {**own, **others}
