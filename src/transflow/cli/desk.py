"""Commands on the whole newsroom: ui, init, doctor."""

import argparse
import json
import os
import sys
from importlib import import_module
from pathlib import Path

from transflow import language
from transflow.cli.opening import newsroom_of
from transflow.cli.table import table
from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.newsroom import doctor as doctors
from transflow.workspace import setup

# The other face; imported only when it is wanted, for Textual takes half a second.
FACES = {"ui": "transflow.tui.app:run"}
# How Textual is told to talk to a server's pipes instead of a terminal: `serve` starts `ui` with this alone.
DRIVER, SERVED = "TEXTUAL_DRIVER", "transflow.tui.browser:BrowserDriver"


def ui(arguments: argparse.Namespace) -> int:
    """`transflow` or `transflow ui [SLUG]`: the terminal UI."""
    if os.environ.get(DRIVER) != SERVED and not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("ui", _("this is no terminal"), remedy=_("`transflow --help` lists the commands for scripts"))
    room = newsroom_of(arguments)
    module, function = FACES["ui"].split(":")
    return int(getattr(import_module(module), function)(room, arguments.slug, arguments.to))


def init(arguments: argparse.Namespace) -> int:
    """`init DIR --source zh_CN --target en`: a new newsroom."""
    source = language.parse(arguments.source)
    targets = tuple(dict.fromkeys(language.parse(one) for one in arguments.target or ["en"]))
    if source in targets:
        raise UsageError("--target", _("a newsroom does not translate {language} into itself").format(language=source))
    root = Path(arguments.dir)
    if arguments.starter_terms and {source, *targets} != {"zh_CN", "en"}:
        raise UsageError(
            "--starter-terms", _("the list is of Chinese (zh_CN) and English (en)"),
            remedy=_("leave it out, or choose these two languages"),
        )  # fmt: skip
    setup.create(root, arguments.name or root.resolve().name, source, targets, starter=arguments.starter_terms)
    print(root)
    return 0


def doctor(arguments: argparse.Namespace) -> int:
    """`doctor`: what works here, and the remedy for what does not; exit code 1 where something does not."""
    findings = doctors.examine(newsroom_of(arguments))
    if arguments.json:
        rows = [{"what": one.what, "works": one.works, "detail": one.detail, "remedy": one.remedy} for one in findings]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        print(
            table(
                ("", _("what"), _("how it is"), _("remedy")),
                [("–" if not f.wanted else "✓" if f.works else "✗", f.what, f.detail, f.remedy) for f in findings],
            )
        )
    return 0 if all(one.works or one.optional for one in findings) else 1
