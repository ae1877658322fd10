"""Links as they arrive: what was sent is opened, or it is said that it cannot be; never something else."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from helper import fragment
from helper.fragment import FragmentError, VersionError, clean, packed, signed, unpacked, whole
from helper.timer import codec
from helper.timer.codec import Shared
from helper.zones import codec as zones
from helper.zones.hours import Hours
from tests.mangled import ANYWHERE, MANGLES, damaged
from tests.timer.calls import START, started
from tests.zones.conftest import zone_files

__all__ = ["zone_files"]
pytestmark = pytest.mark.runtime

CALL = Shared(started(), 0, START)
CALL_1 = (
    "call=1&kind=share&turns=180,180&feedback=0&warning=60&handover=auto&first=0&status=running&index=0"
    "&lengths=180000,180000&deadline=1763712180000&left=0&flags=000&started=1763712000000&me=0&sent=1763712000000"
)
ZONES = zones.Shared("Europe/Berlin", Hours(600, 1290), "America/Vancouver", Hours(540, 1200))
ZONES_1 = "zones=1&mine=Europe/Berlin&mine_hours=1000-2130&theirs=America/Vancouver&theirs_hours=0900-2000"
LINKS = [codec.write(CALL), CALL_1, zones.write(ZONES), ZONES_1]
WORDS = ["3-3", "5-5-feedback-6", "open-15", "say=no-video-room"]
SHORT = st.sampled_from([LINKS[0], LINKS[2]])


def opened(text: str) -> object:
    """What the tools make of a fragment."""
    plain = clean(text)
    if zones.is_link(plain):
        assert not codec.is_call(plain)
        return zones.read(plain, ("Europe/Berlin", "America/Vancouver"))
    assert codec.is_call(plain), plain
    return codec.read(plain)


@pytest.mark.parametrize("mangle", MANGLES)
@pytest.mark.parametrize("link", LINKS, ids=["call", "older call", "zones", "older zones"])
def test_a_link_outlives_its_way(link: str, mangle: str) -> None:
    assert opened("#" + MANGLES[mangle](link)) == (CALL if "call" in link else ZONES)


@pytest.mark.parametrize("mangle", ANYWHERE)
@pytest.mark.parametrize("text", WORDS)
def test_so_does_what_people_type(text: str, mangle: str) -> None:
    plain = clean("#" + ANYWHERE[mangle](text)).lower()
    assert re.sub("&.*", "", plain) == text


@given(SHORT.flatmap(lambda link: st.tuples(st.just(link), damaged(link))))
def test_a_damaged_link_is_noticed(case: tuple[str, str]) -> None:
    link, text = case
    try:
        assert opened(text) == opened(link)
    except (AssertionError, codec.CodecError, zones.CodecError):
        same = re.sub("[-_ ]|&.*", "", clean(text).lower()).translate(str.maketrans("ilo", "110"))
        assert same != link.replace("-", "").translate(str.maketrans("ilo", "110"))


@pytest.mark.parametrize("link", [LINKS[0], LINKS[2]])
def test_every_letter_counts(link: str) -> None:
    """Each letter changed, left out, doubled or swapped with its neighbour; each beginning of the link."""
    start = link.index("-") + 1
    name, version = link[: start - 2], int(link[start - 2])
    wrong = {link[:at] for at in range(len(link))}
    for at in range(start, len(link)):
        wrong |= {link[:at] + letter + link[at + 1 :] for letter in fragment.LETTERS}
        wrong |= {link[:at] + link[at + 1 :], link[:at] + link[at] + link[at:]}
        wrong.add(link[:at] + link[at + 1 : at + 2] + link[at] + link[at + 2 :])
    for text in wrong - {link}:
        with pytest.raises(FragmentError):
            unpacked(name, version, text)


def test_a_link_holds_only_what_chats_leave_alone() -> None:
    for link in (LINKS[0], LINKS[2]):
        assert re.fullmatch("[a-z0-9-]+", link)
    assert len(LINKS[0]) <= 40 and len(LINKS[2]) <= 64


def test_another_version_is_told_apart_and_another_tool_is_refused() -> None:
    with pytest.raises(VersionError):
        unpacked("call", 2, LINKS[0].replace("call2", "call3"))
    for name, link in (("zones", LINKS[0].replace("call", "zones")), ("call", LINKS[2].replace("zones", "call"))):
        with pytest.raises(FragmentError):
            unpacked(name, 2, link)


DIGIT = st.integers(1, 10**6).flatmap(lambda size: st.tuples(st.integers(0, size - 1), st.just(size)))


@given(st.lists(DIGIT), st.integers(-(2**41), 2**41), st.integers(0, 2**42 - 1))
def test_what_is_packed_comes_out_again(digits: list[tuple[int, int]], left: int, right: int) -> None:
    text = packed("x", 1, [*digits, *signed(left, 42), *whole(right, 42)])
    found = unpacked("x", 1, text)
    assert [found.take(size) for _, size in digits] == [digit for digit, _ in digits]
    assert (found.take_signed(42), found.take_whole(42)) == (left, right)
    found.end()
    with pytest.raises(ValueError, match="2 of 2"):
        packed("x", 1, [(2, 2)])


@given(st.text())
@example("%25" * 400 + "41")
@example("&#1114112;&#x110000;%ff%")
def test_any_text_has_a_plain_one(text: str) -> None:
    plain = clean(text)
    assume(not re.search("%[0-9A-Fa-f]{2}|&", plain))
    assert plain == plain.strip() and clean(plain) == plain
