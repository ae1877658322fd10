"""What no page would send, for Hypothesis: any value that JSON has, in others, for tests that know the events.

Not st.recursive: that draws again and again what has too many leaves, which was most of what these tests took.
"""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

DEEP = 3


def nested(value: SearchStrategy[object], names: SearchStrategy[str], most: int) -> SearchStrategy[object]:
    """Such a value, or lists and objects of them, with so many entries at the most and DEEP of them in one another."""
    for _ in range(DEEP):
        value = value | st.lists(value, max_size=most) | st.dictionaries(names, value, max_size=most)
    return value


JUNK = nested(
    st.none() | st.booleans() | st.integers(-(10**18), 10**18) | st.floats() | st.text(max_size=30),
    st.text(max_size=8),
    most=3,
)
