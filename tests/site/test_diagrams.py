"""The drawings on pages: in every language, with their words beside them, in step with the page they belong to."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment
from lxml import html
from mkdocs.exceptions import PluginError

from tests.built import hook_of_the_build
from tests.site.test_site import Pages, twin

PLACES = [
    ("calls/formats/", "swap"), ("calls/formats/", "turns"), ("twelfth-step/helpline/", "flow"),
    ("calls/etiquette/", "strips"), ("safety/", "limit"),
]  # fmt: skip


def drawing(pages: Pages, address: str, kind: str) -> html.HtmlElement:
    (found,) = pages[address].cssselect(f"figure.diagram.{kind}")
    return found


@pytest.mark.parametrize(("address", "kind"), PLACES)
def test_a_drawing_says_in_words_what_it_shows(pages: Pages, address: str, kind: str) -> None:
    said = []
    for place in (address, twin(address)):
        own = drawing(pages, place, kind)
        assert own.findtext("figcaption")
        assert all(it.get("aria-hidden") == "true" for it in own.iter("svg")), "the words are beside it"
        assert all(it.text_content().strip() for it in own.iter("li"))
        said.append(own.text_content())
    assert said[0] != said[1]


def test_no_place_for_a_drawing_is_left_empty(pages: Pages) -> None:
    for address, page in pages.items():
        assert not page.xpath("//*[@data-diagram]"), address
        for figure in page.cssselect("figure.diagram"):
            assert figure.get("lang") is None, f"{address}: its words are there in this language"


@pytest.mark.parametrize("address", ["twelfth-step/helpline/", "de/twelfth-step/helpline/"])
def test_the_flow_goes_through_its_page_in_the_pages_order(pages: Pages, address: str) -> None:
    headings = [str(it) for it in pages[address].xpath("//article//*[self::h2 or self::h3]/@id")]
    flow = [link.get("href") for link in drawing(pages, address, "flow").iter("a")]
    steps = [link.removeprefix("#") for link in flow if link.startswith("#")]
    inside = list(dict.fromkeys(steps))
    assert inside == headings[headings.index("before") : headings.index("finish") + 1]


def test_the_strips_both_hold_the_hours_that_suit_both(pages: Pages) -> None:
    lanes = list(drawing(pages, "calls/etiquette/", "strips").iterchildren("svg"))
    assert len(lanes) == 2
    spans = []
    for lane in lanes:
        good, both = ((float(it.get("x")), float(it.get("width"))) for it in lane.iter("rect"))
        assert good[0] <= both[0] and both[0] + both[1] <= good[0] + good[1]
        spans.append((good[0], good[0] + good[1], both))
    assert (
        spans[0][2]
        == spans[1][2]
        == (max(it[0] for it in spans), min(it[1] for it in spans) - max(it[0] for it in spans))
    )


def test_a_drawing_that_is_not_there_is_named() -> None:
    hook = hook_of_the_build("diagrams")
    page = SimpleNamespace(content='<figure data-diagram="turnz"></figure>', file=SimpleNamespace(src_uri="de/x.md"))
    hook.on_env(Environment(loader=DictLoader({})))
    with pytest.raises(PluginError, match=r"de/x\.md.*turnz"):
        hook.on_page_context({"words": {}, "marks": {}}, page=page)
