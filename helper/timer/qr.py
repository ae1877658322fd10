"""A link as a square code for another phone's camera, by the segno library.

segno is not there at start: load the package "qr" first.
"""

from __future__ import annotations

PACKAGE = "qr"
QUIET = 4
"""Light modules around the code, as ISO/IEC 18004 asks for."""


def drawing(text: str) -> tuple[int, str]:
    """The side of the code in modules, margin included, and its dark modules as SVG path data."""
    import segno

    matrix = segno.make_qr(text, error="l").matrix
    path = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z" for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark
    )
    return len(matrix) + 2 * QUIET, path
