"""The site from records: pages, lists, feeds, search. Knows nothing of catalogues or folders: values in, texts out.

A newsroom may override the templates (Jinja).
"""

from transflow.publish.printer import Printer
from transflow.publish.record import KINDS, Around, House, Link, Record, Subject
from transflow.publish.sanitising import clean

__all__ = ["KINDS", "Around", "House", "Link", "Printer", "Record", "Subject", "clean"]
