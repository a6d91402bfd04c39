"""The grammar of `terms …`: each function asks for commands with `ask(name, help)` and says what they are given."""

import argparse

from transflow.cli.usage import Ask, told
from transflow.interface import gettext as _


def languages(parser: argparse.ArgumentParser) -> None:
    """`--lang` and `--to`."""
    parser.add_argument("--lang", metavar="L", help=_("the source language (else the newsroom’s)"))
    parser.add_argument("--to", metavar="L", help=_("the target language"))


def finding(ask: Ask) -> None:
    """`terms find`."""
    find = ask("find", _("the terms in a text"))
    languages(find)
    find.add_argument("text", nargs="?", metavar="TEXT")
    find.add_argument("--stdin", action="store_true", help=_("in each line of stdin"))
    find.add_argument("--json", action="store_true")


def adding(ask: Ask) -> None:
    """`terms add`: an option for each fact of a line."""
    add = ask("add", _("add a term"))
    languages(add)
    add.add_argument("source", metavar="SOURCE", help=_("several spellings parted by |"))
    add.add_argument("target", metavar="TARGET", help=_("the preferred one first: carbon peaking|peak emissions"))
    add.add_argument("--never", action="append", default=[], metavar="W", help=_("what it must not be called"))
    for name, metavar, what in (
        ("kind", "K", "term, person, organisation, place, title"), ("note", "N", _("what the house remarks about it")),
        ("status", "S", "preferred, allowed, forbidden"),
        ("abbreviation", "A", _("its short form in the other language")),
        ("pos", "P", "noun, verb, adjective, adverb, phrase"), ("domain", "D", _("its subject field")),
        ("definition", "D", _("what it means")), ("case", "C", _("any, or exact: other capitals are another word")),
        ("reference", "R", _("where the rendering comes from")), ("pronoun", "P", "he, she, they"),
        ("honorific", "H", _("what is put before the name: Prof.")),
        ("origin", "O", _("the country whose way of writing names holds: CN, VN (ISO 3166)")),
        ("first", "F", _("the form at first mention")), ("short", "S", _("the form after that")),
    ):  # fmt: skip
        add.add_argument(f"--{name}", default="", metavar=metavar, help=what)
    add.add_argument(
        "--post", action="append", default=[], metavar="P", help=_("with its years, the present one first")
    )
    add.add_argument("--dnt", action="store_true", help=_("it stays untranslated"))


def exchanging(ask: Ask) -> None:
    """`terms import` and `terms export`."""
    bring = ask("import", _("bring terms from a CSV, TSV or TBX file"))
    bring.add_argument("file", metavar="FILE")
    bring.add_argument("--dry-run", action="store_true", help=_("only say what it would do"))
    bring.add_argument("--replace", action="store_true", help=_("in place of what the file contradicts"))
    bring.add_argument("--lang", metavar="L", help=_("the language of the first column, if the table does not say"))
    bring.add_argument("--to", metavar="L", help=_("the language of the second column"))
    bring.add_argument("--encoding", metavar="E", help=_("of a CSV or TSV file, where it is in doubt"))
    bring.add_argument("--json", action="store_true")
    give = ask("export", _("write the termbase to a file or to stdout"))
    give.add_argument("--format", choices=("csv", "tbx"), help=_("else by the name of the file; else CSV"))
    give.add_argument("--dialect", choices=("basic", "min"), help=_("of TBX (ISO 30042): basic unless said otherwise"))
    give.add_argument("--output", "-o", metavar="FILE")


def extracting(ask: Ask) -> None:
    """`terms extract`."""
    extract = ask("extract", _("what the termbase lacks, out of what was approved, the best first"))
    languages(extract)
    extract.add_argument(
        "--from", dest="where", choices=("articles", "memory", "all"), default="articles",
        help=_("approved segments of articles (the default), brought memories, or both"),
    )  # fmt: skip
    extract.add_argument(
        "--min-count", type=int, default=3, metavar="N", help=_("in so many different pairs of segments (3)")
    )
    extract.add_argument("--limit", type=int, default=50, metavar="N", help=_("so many candidates (50; 0: all)"))
    extract.add_argument(
        "--accept", nargs="+", metavar="N", help=_("take these numbers of the last list into the termbase: 1 4-9")
    )
    shape = extract.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help=told("--json"))
    shape.add_argument("--csv", action="store_true", help=_("a table to edit and to import"))


def naming(ask: Ask) -> None:
    """`terms names`."""
    names = ask("names", _("new names in articles, and how they are romanised; --add keeps them"))
    names.add_argument("slugs", nargs="*", metavar="SLUG")
    names.add_argument("--to", metavar="L", help=_("the target language"))
    names.add_argument("--json", action="store_true")
    keep = names.add_mutually_exclusive_group()
    keep.add_argument(
        "--add", nargs="+", metavar="N", help=_("keep these, by number or name; N=SPELLING says how a name is written")
    )
    keep.add_argument("--all", action="store_true", dest="everything", help=_("keep all that nothing speaks against"))
    names.add_argument("--pronoun", default="", metavar="P", help="he, she, they")
