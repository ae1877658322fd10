"""`_headers` as the hosts read it that know such a file.

A rule is an address, in which `*` stands for anything, with lines of headers below it. All rules that fit are applied;
of a header that several of them name, the values are joined.
https://docs.netlify.com/manage/routing/headers/, https://developers.cloudflare.com/pages/configuration/headers/
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

type Rule = tuple[re.Pattern[str], tuple[tuple[str, str], ...]]

NAME = "_headers"


def read(folder: Path) -> list[Rule]:
    """The rules that stand in the folder's `_headers`; none where there is no such file."""
    file = folder / NAME
    rules: list[Rule] = []
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else []:
        if line.startswith("/"):
            rules.append((re.compile(".*".join(map(re.escape, line.split("*")))), ()))
        elif line.strip():
            pattern, headers = rules.pop()
            name, value = line.strip().split(": ", 1)
            rules.append((pattern, (*headers, (name, value))))
    return rules


def headers_for(path: str, rules: list[Rule]) -> Mapping[str, str]:
    """The headers of an answer to `path`, which has no query."""
    found: dict[str, str] = {}
    for pattern, headers in rules:
        for name, value in headers if pattern.fullmatch(path) else ():
            found[name] = f"{found[name]}, {value}" if name in found else value
    return found
