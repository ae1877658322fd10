"""The square code: read back, and only drawn once its library is there."""

from __future__ import annotations

import pytest
import segno

from helper.timer import qr
from tests.timer.calls import FIELDS, HANDED_ON, SECOND, Played

pytestmark = pytest.mark.runtime


def test_the_drawing_is_the_librarys_matrix_with_its_margin() -> None:
    side, path = qr.drawing("https://example.org/#call=1")
    matrix = segno.make_qr("https://example.org/#call=1", error="l").matrix
    assert side == len(matrix) + 8
    dark = {tuple(map(int, part.removesuffix("h1v1h-1z").split())) for part in path.split("M")[1:]}
    assert dark == {(x + 4, y + 4) for y, row in enumerate(matrix) for x, bit in enumerate(row) if bit}


def test_the_code_appears_when_its_package_has_come() -> None:
    played = Played().send("init", fields=FIELDS, page="https://example.org/helper/").send("start", fields=FIELDS)
    played.send("share", after=SECOND, **HANDED_ON)
    assert {"do": "load", "packages": ["qr"]} in played.effects and played.model.code is None
    played.send("loaded", packages=["tzdata"])
    assert played.model.code is None
    played.send("loaded", packages=["qr"])
    assert played.model.code == qr.drawing(f"https://example.org/helper/#{played.model.link}")
