"""docs/<language>/words/*.yml read and flattened: the words of templates and helper.

Only reading lives here. A file `timer.yml` with `setup: {start: "Start"}` gives
{"timer.setup.start": "Start"}. A mapping whose keys are plural categories is one text with forms.
"""

from __future__ import annotations

from pathlib import Path

import yaml

PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})

type Text = str | dict[str, str]


class WordsError(ValueError):
    """A words file that cannot be used; the message names file, line and remedy."""


def read(folder: Path) -> dict[str, Text]:
    """All texts below docs/<language>/ by flat key. Raises WordsError."""
    texts: dict[str, Text] = {}
    for path in sorted((folder / "words").glob("*.yml")):
        texts |= flatten(path)
    return texts


def flatten(path: Path) -> dict[str, Text]:
    """The texts of one file by flat key, prefixed with the file's name. Raises WordsError."""
    texts: dict[str, Text] = {}
    node = _parse(path)
    if not isinstance(node, yaml.MappingNode):
        raise _problem(path, 1, 'this file must consist of lines like  name: "text"')
    _walk(path, node, path.stem, texts)
    return texts


def _parse(path: Path) -> yaml.Node | None:
    try:
        return yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _problem(
            path,
            mark.line + 1 if mark else 1,
            f'cannot be read ({error.problem}). Put the whole text between two " marks, and use \\" for one inside it',
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise _problem(path, 1, f"cannot be read ({error}). Save the file as UTF-8 text") from error


def _walk(path: Path, node: yaml.MappingNode, prefix: str, texts: dict[str, Text]) -> None:
    names: set[str] = set()
    for key, value in node.value:
        name = str(key.value)
        line = key.start_mark.line + 1
        if name in names:
            raise _problem(path, line, f"“{name}” stands twice. Delete one of the two")
        names.add(name)
        if isinstance(value, yaml.MappingNode) and _is_plural(value):
            texts[f"{prefix}.{name}"] = {str(form.value): str(text.value) for form, text in value.value}
        elif isinstance(value, yaml.MappingNode):
            _walk(path, value, f"{prefix}.{name}", texts)
        elif isinstance(value, yaml.ScalarNode) and str(value.value).strip():
            texts[f"{prefix}.{name}"] = str(value.value)
        else:
            raise _problem(path, line, f'“{name}” has no text. Write it after the colon, between two " marks')


def _is_plural(node: yaml.MappingNode) -> bool:
    return {str(key.value) for key, _ in node.value} <= PLURALS and bool(node.value)


def _problem(path: Path, line: int, text: str) -> WordsError:
    return WordsError(f"{path}:{line}: {text}.")
