"""What app.py needs of this tool (app.Tool), gathered from its modules."""

from helper.phrases.update import Model, update
from helper.phrases.view import announcement, facts, next_change, view

__all__ = ["Model", "announcement", "facts", "next_change", "update", "view"]
