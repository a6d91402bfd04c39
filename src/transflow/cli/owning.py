"""Commands for what a translation has of its own: insert, move, set."""

import argparse

from transflow.cli.segments import newsroom, said, text_of
from transflow.newsroom import owning
from transflow.segment import Kind


def insert(arguments: argparse.Namespace) -> int:
    """`insert SLUG --after ID --text T`: prints the new entry's id and status."""
    room, text = newsroom(arguments), text_of(arguments)
    kind, why = Kind(arguments.kind), arguments.why
    said(owning.insert(room, arguments.slug, arguments.after, text, arguments.to, kind=kind, why=why))
    return 0


def move(arguments: argparse.Namespace) -> int:
    """`move SLUG ID --after ID`: prints the id and status of the entry that says so."""
    room = newsroom(arguments)
    said(owning.move(room, arguments.slug, arguments.id, arguments.after, arguments.to, why=arguments.why))
    return 0


def give(arguments: argparse.Namespace) -> int:
    """`set SLUG FIELD --text T`."""
    said(owning.set_field(newsroom(arguments), arguments.slug, arguments.field, arguments.text, arguments.to))
    return 0
