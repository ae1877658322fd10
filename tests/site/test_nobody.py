"""When nobody answers: one quiet list on a page that needs no Python, to which it goes on wherever a call is not
answered. Nothing there asks or counts."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html

UNANSWERED = ("calls/first-call/", "calls/etiquette/", "helper/")


def base(language: str) -> str:
    return "" if language == "en" else f"{language}/"


def test_the_list_goes_from_somebody_else_to_a_crisis_line(site: Path, language: str) -> None:
    page = html.fromstring((site / base(language) / "close/index.html").read_text())
    (steps,) = page.xpath("//h2[@id='nobody']/following-sibling::ol[1]")
    assert len(steps.xpath("./li")) == 5
    assert steps.xpath("./li[last()]//a[contains(@href, '#crisis-lines')]")
    assert not page.xpath("//article//form | //article//input[not(ancestor::*[@data-finder])]")


@pytest.mark.parametrize("where", UNANSWERED)
def test_it_goes_on_there(site: Path, language: str, where: str) -> None:
    here = f"https://x.example/{base(language)}{where}"
    page = html.fromstring((site / base(language) / where / "index.html").read_text())
    found = [urljoin(here, str(link)) for link in page.xpath("//article//a/@href | //*[@data-helper]//a/@href")]
    assert f"https://x.example/{base(language)}close/#nobody" in found
