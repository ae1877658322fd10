"""Zone files, places and all texts, as the tests of the time-zone checker have them."""

from tests.zones.conftest import texts, zone_files

__all__ = ["texts", "zone_files"]
