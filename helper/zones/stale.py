"""Zones whose rules changed so lately that a calendar program may still have the old ones.

Found by comparing two releases of the tzdata package: with 2025.2 (IANA 2025b, March 2025) these zones have other
offsets between November 2026 and November 2028 than with 2026.6 (IANA 2026f). With 2025.3 (IANA 2025c) they are the
same ones. To be made anew with each tzdata: what has long been everywhere goes out.
"""

from __future__ import annotations

ZONES = frozenset({
    "Africa/Casablanca", "Africa/El_Aaiun", "America/Edmonton", "America/Havana", "America/Inuvik",
    "America/Rainy_River", "America/Vancouver", "America/Winnipeg", "America/Yellowknife", "Canada/Central",
    "Canada/Mountain", "Canada/Pacific", "Cuba", "Europe/Chisinau", "Europe/Tiraspol",
})  # fmt: skip
