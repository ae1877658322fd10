"""What app.py needs of this tool (app.Tool), gathered from its modules."""

from helper.timer.form import CHOICES
from helper.timer.model import Model
from helper.timer.update import update
from helper.timer.view import announcement, context, next_change, view

__all__ = ["CHOICES", "Model", "announcement", "context", "next_change", "update", "view"]
