"""Numbers to dial: emergency numbers and crisis lines of every country, out of data/ (NUMBERS.md).

`read` gives them, checked. The data is for every language alike: names of countries and languages come
from Unicode CLDR, words such as “ambulance” stand in docs/<language>/words/.
"""

from __future__ import annotations

from tools.numbers.book import NumbersError, read

__all__ = ["NumbersError", "read"]
