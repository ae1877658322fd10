"""The search of the built site: the theme's own worker in Node, on the index of each language."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

INDEX = "search/search_index.json"
HARNESS = Path(__file__).with_name("search.mjs")
SAME = {
    "de/": [("aufhören", "aufhoeren"), ("Rückfall", "Rueckfall"), ("überfordert", "ueberfordert"),
            ("116 123", "116123")],
    "": [("116 123", "116123"), ("crisis", "CRISIS")],
}  # fmt: skip
SUBJECTS = {
    "de/": {"Datenschutz": "about/privacy/", "Rueckfall": "close/", "Notfall": "danger/", "Überdosis": "overdose/",
            "Zeitzonen": "helper/"},
    "": {"privacy": "about/privacy/", "relapse": "close/", "emergency": "danger/", "overdose": "overdose/",
         "time zones": "helper/"},
}  # fmt: skip


def found(site: Path, folder: str, *queries: str) -> list[list[str]]:
    """What each query finds, best first."""
    worker = next((site / "assets/javascripts/workers").glob("search.*.js"))
    command = ["node", str(HARNESS), str(worker), str(site / folder / INDEX), *queries]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("folder", SAME)
def test_a_word_written_otherwise_finds_the_same(site: Path, folder: str) -> None:
    for pair in SAME[folder]:
        one, other = found(site, folder, *pair)
        assert one and one[0] == other[0] and set(one) >= set(other), pair  # digits apart may be found apart


@pytest.mark.parametrize("folder", SUBJECTS)
def test_a_page_is_found_by_its_subject(site: Path, folder: str) -> None:
    wanted = SUBJECTS[folder]
    for (query, page), places in zip(wanted.items(), found(site, folder, *wanted), strict=True):
        assert page in [place.partition("#")[0] for place in places[:3]], (query, places[:5])


@pytest.mark.parametrize("folder", SAME)
def test_the_subject_of_a_page_is_not_shown(site: Path, folder: str) -> None:
    docs = json.loads((site / folder / INDEX).read_text())["docs"]
    assert [doc for doc in docs if doc.get("subject")]
    assert all(doc["subject"] not in doc["text"] for doc in docs if doc.get("subject"))
