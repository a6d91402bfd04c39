"""Pages from values: knows nothing of catalogues or folders. A newsroom may override the templates (Jinja)."""

from transflow.publish.pages import Entry, Link, Page
from transflow.publish.printer import Printer

__all__ = ["Entry", "Link", "Page", "Printer"]
