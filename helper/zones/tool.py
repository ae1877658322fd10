"""What app.py needs of this tool (app.Tool), gathered from its modules."""

from helper.zones.form import CHOICES
from helper.zones.model import Waiting as Model
from helper.zones.update import update
from helper.zones.view import announcement, context, next_change, view

__all__ = ["CHOICES", "Model", "announcement", "context", "next_change", "update", "view"]
