"""What DEPLOY.md and the workflow say is what the build does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

GUIDE = (ROOT / "DEPLOY.md").read_text(encoding="utf-8")
WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8"))


def snippet(name: str) -> str:
    return GUIDE.split(f"```{name}\n", 1)[1].split("```", 1)[0]


@pytest.mark.parametrize("server", ["nginx", "apache"])
def test_each_header_stands_in_the_snippets_too(site: Path, server: str) -> None:
    block = (site / "_headers").read_text().split("\n/")[0].splitlines()[1:]
    assert len(block) >= 5
    for name, value in (line.strip().split(": ", 1) for line in block):
        held = f'"{value}"' if " " in value else value
        said = rf"{name} .*frame-ancestors" if name == "Content-Security-Policy" else rf"{name} {re.escape(held)}"
        assert re.search(said, snippet(server)), f"{server}: {name}"


@pytest.mark.parametrize("server", ["nginx", "apache"])
def test_only_hashed_files_are_kept_for_ever(site: Path, server: str) -> None:
    """The pattern of the snippets takes in what `_headers` names, and nothing that changes under its name."""
    pattern = re.compile(re.search(r'"~?(\^/assets/\S+)"', snippet(server))[1])  # type: ignore[index]
    named = re.findall(r"^/(assets/\S+[^*])$", (site / "_headers").read_text(), re.MULTILINE)
    assert named and all(pattern.search(f"/{name}") for name in named)
    for file in (path for path in site.rglob("*") if path.is_file()):
        path = f"/{file.relative_to(site)}"
        hashed = path.startswith("/assets/helper/") or path.removeprefix("/") in named
        assert hashed == bool(pattern.search(path)), path


def test_what_publishes_can_do_no_more_than_that() -> None:
    assert WORKFLOW["permissions"] == {"contents": "read"}
    jobs = WORKFLOW["jobs"]
    assert "permissions" not in jobs["build"], "where our code runs, it may only read"
    assert jobs["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert not [step for step in jobs["publish"]["steps"] if "run" in step or "checkout" in step["uses"]]
    actions = [step["uses"] for job in jobs.values() for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/[\w-]+@v\d+(\.\d+)*|actions/[\w-]+@[0-9a-f]{40}", action) for action in actions)
    commands = [step["run"] for step in jobs["build"]["steps"] if "run" in step]
    assert commands == ["make check", "make test", "make site"]
