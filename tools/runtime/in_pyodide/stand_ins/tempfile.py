"""In place of the tempfile of Python's library, which others import: nothing is written to a disk here."""


class _TemporaryFileWrapper:
    """urllib.response derives a class from it."""
