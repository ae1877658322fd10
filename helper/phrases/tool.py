"""What app.py needs of this tool (app.Tool), gathered from its modules."""

from helper.phrases.form import CHOICES
from helper.phrases.model import Model
from helper.phrases.update import update
from helper.phrases.view import announcement, context, next_change, view

__all__ = ["CHOICES", "Model", "announcement", "context", "next_change", "update", "view"]
