"""What no page would send, for Hypothesis: any value that JSON has, in others, for tests that know the events.

Not st.recursive: that draws again and again what has too many leaves, which was most of what these tests took.
"""

from __future__ import annotations

from hypothesis import strategies as st

_ONE = st.none() | st.booleans() | st.integers(-(10**18), 10**18) | st.floats() | st.text(max_size=30)
_FLAT = _ONE | st.lists(_ONE, max_size=3) | st.dictionaries(st.text(max_size=8), _ONE, max_size=3)
JUNK = _FLAT | st.lists(_FLAT, max_size=2) | st.dictionaries(st.text(max_size=8), _FLAT, max_size=2)
