"""What app.py needs of this tool (app.Tool), gathered from its modules."""

from helper.timer.model import Model
from helper.timer.update import update
from helper.timer.view import announcement, facts, next_change, view

__all__ = ["Model", "announcement", "facts", "next_change", "update", "view"]
