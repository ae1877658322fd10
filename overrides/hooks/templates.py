"""MkDocs hook: a template is compiled once, and not again for each language and each build of a preview.

Jinja applies a filter to a constant while it compiles: one that depends on the language or on the build has to be
marked with pass_context, or its first answer would stay.
"""

from __future__ import annotations

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """In memory. Jinja drops what is no longer of the same source."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


_compiled = Compiled()


def on_env(env: Environment, **_: object) -> Environment:
    env.bytecode_cache = _compiled
    return env
