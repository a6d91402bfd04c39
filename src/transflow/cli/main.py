"""Reading the command, running it, and turning trouble into messages and exit codes."""

import argparse
import contextlib
import errno
import io
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from transflow.cli import usage
from transflow.cli.grammar import parser
from transflow.errors import TransflowError, WorkspaceError
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


# What a write says where there is no room, or a disk is broken: no fault of the program, and no file of the newsroom's
# (those are `workspace.disk`'s, which names them).
_UNWRITTEN = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO))


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code (DESIGN §7)."""
    words = sys.argv[1:] if argv is None else list(argv)
    _speak_utf8()
    usage.speak()
    if sys.stdout is None:
        return _told(WorkspaceError("stdout", _("it is closed"), remedy=_("send it to a file, or to /dev/null")))
    try:
        try:
            return _answered(words)
        finally:
            sys.stdout.flush()
    except KeyboardInterrupt:
        print(_("transflow: stopped; what was done is saved"), file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader has gone (`| head`)
        _mute()
        return 141
    except OSError as error:
        if error.errno not in _UNWRITTEN:
            raise
        _mute()
        why = error.strerror or str(error)
        problem = _("the answer could not be written: {why}").format(why=why)
        full = WorkspaceError("stdout", problem, remedy=_("make room, or send it elsewhere"))
        with contextlib.suppress(OSError):  # stderr may be on the same full disk: the exit code still says it
            _told(full)
        return full.exit_code


def _answered(words: Sequence[str]) -> int:
    """The exit code of the command in `words`, once its trouble is told."""
    first = _first(words)
    if first is not None and first not in COMMANDS:
        _say(usage.unknown(first, COMMANDS))
        return 2
    arguments = parser(first if first in COMMANDS else None).parse_args(words)
    for word in words:
        if not word.isprintable() and any("\ud800" <= char <= "\udfff" for char in word):
            _say(_("an argument is not UTF-8 text"))
            return 2
    module, function = _where(arguments).split(":")
    try:
        run: Callable[[argparse.Namespace], int] = getattr(import_module(module), function)
        return run(arguments)
    except TransflowError as error:
        return _told(error)


def _say(message: str) -> None:
    print(_("transflow: {message}").format(message=message), file=sys.stderr)


def _told(error: TransflowError) -> int:
    """Says what is wrong; the exit code."""
    _say(str(error))
    return error.exit_code


def _mute() -> None:
    """Nothing more is written to stdout: Python would complain once more while closing it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
