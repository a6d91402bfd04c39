"""The grammar of `memory …`: each function asks for commands with `ask(name, help)` and says what they are given."""

import argparse

from transflow.cli.usage import Ask
from transflow.interface import gettext as _


def searching(ask: Ask) -> None:
    """`memory search`, `memory lookup`, `memory stats`."""
    search = _asked(ask, "search", _("translations of the same and of similar texts"))
    search.add_argument("text", metavar="TEXT")
    lookup = _asked(ask, "lookup", _("the same for each line of stdin, as JSON lines"))
    for one in (search, lookup):
        one.add_argument("--lang", required=True, metavar="L", help=_("the language of the text"))
        one.add_argument("--min", type=int, default=70, metavar="N", help=_("the least score, 1 to 101"))
        one.add_argument("--limit", type=int, default=5, metavar="N")
        one.add_argument(
            "--provenance", action="store_true", help=_("also who and when, what was approved, penalties (JSON)")
        )
        _selection(one)
    stats = _asked(ask, "stats", _("how many pairs there are"))
    stats.add_argument("--origins", action="store_true", help=_("by article and brought file, with people and dates"))


def exchanging(ask: Ask) -> None:
    """`memory import`, `memory export`, `memory forget`."""
    bring = _asked(ask, "import", _("bring translations from TMX, PO, CSV and TSV files"))
    bring.add_argument("files", nargs="+", metavar="FILE")
    bring.add_argument("--lang", metavar="L", help=_("the source language (else the newsroom’s)"))
    bring.add_argument("--to", metavar="L", help=_("the target language"))
    bring.add_argument("--name", metavar="N", help=_("what the memory is called (else after the file)"))
    bring.add_argument("--person", metavar="P", help=_("who translated what names nobody"))
    bring.add_argument("--date", metavar="D", help=_("when what has no date was translated"))
    bring.add_argument("--encoding", metavar="E", help=_("of a CSV, TSV or PO file, where it is in doubt"))
    bring.add_argument("--penalty", type=_points, metavar="N", help=_("what is taken off the scores of its matches"))
    bring.add_argument("--replace", action="store_true", help=_("in place of a memory of the same name"))
    give = _asked(ask, "export", _("write the memory to a file or to stdout"))
    give.add_argument("--lang", metavar="L", help=_("the source language (else the newsroom’s)"))
    give.add_argument("--to", metavar="L", help=_("the target language"))
    give.add_argument("--format", choices=("tmx", "csv", "tsv"), help=_("else by the name of the file; else TMX"))
    give.add_argument("--output", "-o", metavar="FILE")
    give.add_argument("--only", choices=("approved", "brought"), help=_("only of articles, or only of brought files"))
    _selection(give)
    forget = _asked(ask, "forget", _("take a brought file out of the memory, or a part of what was brought"))
    forget.add_argument("name", nargs="?", metavar="NAME")
    _selection(forget)
    forget.add_argument("--dry-run", action="store_true", help=_("only say how many pairs it gives"))


def _asked(ask: Ask, name: str, help_: str) -> argparse.ArgumentParser:
    made = ask(name, help_)
    made.add_argument("--json", action="store_true")
    return made


def _selection(command: argparse.ArgumentParser) -> None:
    """Which units are meant."""
    command.add_argument("--person", metavar="P", help=_("only what this person translated"))
    command.add_argument(
        "--from", dest="pattern", metavar="PATTERN", help=_("only of such articles or files: articles/a*")
    )
    command.add_argument("--after", metavar="D", help=_("only what was last changed on this day or later"))
    command.add_argument("--before", metavar="D", help=_("only what was last changed before this day"))


def _points(text: str) -> int:
    if not (text.isdecimal() and int(text) <= 100):
        raise argparse.ArgumentTypeError(_("“{text}” will not do: 0 to 100 is wanted").format(text=text))
    return int(text)
