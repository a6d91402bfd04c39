"""Reading the command, running it, and turning trouble into messages and exit codes."""

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from transflow.cli import usage
from transflow.cli.grammar import parser
from transflow.errors import TransflowError
from transflow.interface import gettext as _

# command → "module:function"; a command's module is imported when it is asked for, so `status` starts fast.
COMMANDS = {
    "ui": "transflow.cli.desk:ui",
    "serve": "transflow.cli.serve:serve",
    "init": "transflow.cli.desk:init",
    "status": "transflow.cli.status:status",
    "doctor": "transflow.cli.desk:doctor",
    "add": "transflow.cli.adding:add",
    "adapt": "transflow.cli.articles:adapt",
    "sync": "transflow.cli.articles:sync",
    "translate": "transflow.cli.articles:translate",
    "compare": "transflow.cli.comparing:compare",
    "prompt": "transflow.cli.prompts:prompt",
    "publish": "transflow.cli.publishing:publish",
    "amend": "transflow.cli.live:amend",
    "correct": "transflow.cli.live:correct",
    "spike": "transflow.cli.live:spike",
    "unspike": "transflow.cli.live:unspike",
    "kill": "transflow.cli.live:kill",
    "rename": "transflow.cli.live:rename",
    "signoff": "transflow.cli.leaders:sign_off",
    "diff": "transflow.cli.leaders:diff",
    "deliver": "transflow.cli.delivering:deliver",
    "export": "transflow.cli.exporting:export",
    "preview": "transflow.cli.pages:preview",
    "import": "transflow.cli.importing:bring_back",
    "show": "transflow.cli.showing:show",
    "edit": "transflow.cli.segments:edit",
    "approve": "transflow.cli.segments:approve",
    "return": "transflow.cli.segments:send_back",
    "omit": "transflow.cli.segments:omit",
    "waive": "transflow.cli.segments:waive",
    "comment": "transflow.cli.segments:comment",
    "join": "transflow.cli.segments:join",
    "split": "transflow.cli.segments:split",
    "insert": "transflow.cli.owning:insert",
    "move": "transflow.cli.owning:move",
    "set": "transflow.cli.owning:give",
    "check": "transflow.cli.checking:check",
    "memory": "transflow.cli.memory:memory",
    "terms": "transflow.cli.terms:terms",
    "models": "transflow.cli.models:models",
    "report": "transflow.cli.report:report",
    "history": "transflow.cli.segments:history",
    "undo": "transflow.cli.segments:undo",
}
# (command, its option) → a form of the command that starts without what the others need.
FORMS = {("check", "pairs"): "transflow.cli.pairs:pairs"}


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code (DESIGN §7)."""
    words = sys.argv[1:] if argv is None else list(argv)
    _speak_utf8()
    usage.speak()
    first = _first(words)
    if first is not None and first not in COMMANDS:
        print(_("transflow: {message}").format(message=usage.unknown(first, COMMANDS)), file=sys.stderr)
        return 2
    arguments = parser(first if first in COMMANDS else None).parse_args(words)
    for word in words:
        if not word.isprintable() and any("\ud800" <= char <= "\udfff" for char in word):
            print(_("transflow: {message}").format(message=_("an argument is not UTF-8 text")), file=sys.stderr)
            return 2
    module, function = _where(arguments).split(":")
    try:
        run: Callable[[argparse.Namespace], int] = getattr(import_module(module), function)
        code = run(arguments)
        sys.stdout.flush()
        return code
    except TransflowError as error:
        print(_("transflow: {message}").format(message=error), file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print(_("transflow: stopped; what was done is saved"), file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader has gone (`| head`); Python would complain once more while closing stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _where(arguments: argparse.Namespace) -> str:
    """`module:function` of what was asked for."""
    name = arguments.command or "ui"
    forms = (where for (command, option), where in FORMS.items() if command == name and getattr(arguments, option))
    return next(forms, COMMANDS[name])


def _speak_utf8() -> None:
    """A stream of an encoding without Chinese would break every answer: it speaks UTF-8 instead."""
    for stream in (sys.stdout, sys.stderr):
        encoding = (getattr(stream, "encoding", None) or "utf-8").lower().replace("-", "").replace("_", "")
        if isinstance(stream, io.TextIOWrapper) and not encoding.startswith(("utf", "gb")):
            stream.reconfigure(encoding="utf-8")


def _first(words: Sequence[str]) -> str | None:
    """The first word that is no option and no option's value."""
    rest = iter(words)
    for word in rest:
        if word in ("--workspace", "--as"):
            next(rest, None)
        elif not word.startswith("-"):
            return word
    return None
