"""The grammar of the command line (a contract: DESIGN §7)."""

import argparse
from typing import Any

from transflow import __version__
from transflow.cli import (
    grammar_delivery,
    grammar_evidence,
    grammar_handing,
    grammar_leaders,
    grammar_memory,
    grammar_own,
    grammar_pairs,
    grammar_terms,
)
from transflow.cli.usage import Ask, Parser, told
from transflow.interface import gettext as _

STAGES = ("draft", "machine", "review", "approved", "published")


def _common() -> Parser:
    """The options that stand before or after the command. Made anew for each parser: argparse shares what it copies,
    and a default set on one would undo what was said on the other."""
    common = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--workspace", metavar="DIR", help=_("the newsroom’s folder (else the nearest above)"))
    common.add_argument("--as", dest="as_", metavar="NAME", help=_("who acts"))
    return common


class _Passed:
    """Takes the arguments of a command that is not asked for, and makes nothing of them."""

    def add_argument(self, *_names: str, **_options: Any) -> None:
        """Nothing."""

    def add_mutually_exclusive_group(self, **_options: Any) -> "_Passed":
        """Nothing."""
        return self


def parser(only: str | None = None) -> argparse.ArgumentParser:
    """The parser of `transflow`'s arguments; `only` leaves the other commands out (building all takes 8 ms)."""
    top = Parser(
        prog="transflow", parents=[_common()], description=_("A newsroom in the terminal for Chinese and English news.")
    )
    top.set_defaults(workspace=None, as_=None, slug=None, to=None)
    top.add_argument("--version", action="version", version=f"transflow {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, help_: str) -> argparse.ArgumentParser | _Passed:
        if only not in (None, name):
            return _Passed()
        return commands.add_parser(name, parents=[_common()], help=help_, description=help_)

    _desk(command)
    _articles(command)
    _segments(command)
    grammar_handing.importing(command("import", _("take back a file that was sent out: translated, reviewed, signed")))
    _memory(command("memory", _("what was translated before")))
    _terms(command("terms", _("terms, people and organisations, and what they are called")))
    _models(command("models", _("offline translation models of this machine")))
    grammar_leaders.signing(command("signoff", _("record that a leader has signed the text off, outside of transflow")))
    grammar_leaders.differing(command("diff", _("what has changed since it was signed off or published")))
    grammar_delivery.delivering(
        command("deliver", _("what is published goes to other homes (Hugo, MkDocs, WordPress)"))
    )
    grammar_evidence.reporting(command("report", _("what machines save: before work starts, and after it")))
    grammar_evidence.comparing(command("compare", _("what several engines say of an article, side by side")))
    grammar_own.inserting(command("insert", _("add a block that the source does not have to a translation")))
    grammar_own.moving(command("move", _("put a block of a translation behind another one")))
    grammar_own.setting(command("set", _("give a translation its own address, tags or standfirst")))
    return top


def _port(text: str) -> int:
    if not (text.isdecimal() and int(text) < 65_536):
        raise argparse.ArgumentTypeError(_("“{text}” is no port: 0 to 65535 is wanted").format(text=text))
    return int(text)


def _memory(memory: Any) -> None:
    if isinstance(memory, _Passed):
        return
    ask = _under(memory)
    grammar_memory.searching(ask)
    grammar_memory.exchanging(ask)


def _terms(terms: Any) -> None:
    if isinstance(terms, _Passed):
        return
    ask = _under(terms)
    grammar_terms.finding(ask)
    grammar_terms.adding(ask)
    grammar_terms.exchanging(ask)
    grammar_terms.extracting(ask)
    grammar_terms.naming(ask)


def _models(models: Any) -> None:
    if isinstance(models, _Passed):
        return
    ask = _under(models)
    add = ask("add", _("get models, or take them from a file"))
    add.add_argument("pairs", nargs="*", metavar="PAIR", help="zh-en, en-zh")
    add.add_argument("--from", dest="origin", metavar="X", help=_("a file, a folder, or the address of a mirror"))
    here = ask("list", _("the models that are here"))
    here.add_argument("--check", action="store_true", help=_("read every file, and say which is damaged"))
    here.add_argument("--json", action="store_true")
    away = ask("remove", _("take models away"))
    away.add_argument("pairs", nargs="+", metavar="PAIR")


def _under(command: Any) -> Ask:
    """What makes the commands inside of `command`."""
    what = command.add_subparsers(dest="what", metavar="COMMAND", required=True)

    def ask(name: str, help_: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = what.add_parser(name, parents=[_common()], help=help_, description=help_)
        return made

    return ask


def _desk(command: Any) -> None:
    ui = command("ui", _("the terminal UI (also without a command)"))
    ui.add_argument("slug", nargs="?")
    ui.add_argument("--to", metavar="L", help=_("the target language"))
    serve = command("serve", _("the terminal UI in a browser"))
    serve.add_argument(
        "--host", default="127.0.0.1", metavar="H", help=_("where to listen (elsewhere than here: with a token)")
    )
    serve.add_argument("--port", type=_port, default=8000, metavar="P", help=_("0 takes any free one"))
    serve.add_argument(
        "--token", metavar="T", help=_("what lets a browser in (else TRANSFLOW_TOKEN, else one is made)")
    )
    init = command("init", _("make a new newsroom"))
    init.add_argument("dir", metavar="DIR")
    init.add_argument("--source", default="zh_CN", metavar="L")
    init.add_argument("--target", action="append", metavar="L")
    init.add_argument("--name")
    init.add_argument(
        "--starter-terms", action="store_true",
        help=_("with 400 terms of university and steel-industry news, Chinese and English"),
    )  # fmt: skip
    status = command("status", _("the desk: every article, its stage and its segments"))
    status.add_argument("slugs", nargs="*", metavar="SLUG")
    status.add_argument("--stage", action="append", choices=(*STAGES, "spiked", "killed"))
    status.add_argument("--json", action="store_true")
    status.add_argument("--require", choices=STAGES, metavar="STAGE")
    command("doctor", _("what works here, and the remedy for what does not")).add_argument(
        "--json", action="store_true"
    )


def _articles(command: Any) -> None:
    add = command(
        "add", _("take files in as drafts (Markdown, Word, web pages, text, feeds, folders); prints their slugs")
    )
    add.add_argument("files", nargs="+", metavar="FILE")
    add.add_argument("--lang", metavar="L", help=_("the language of the articles (else found out)"))
    add.add_argument("--slug", metavar="S", help=_("the article’s slug (else made from its headline)"))
    add.add_argument("--date", metavar="D", help=_("the date of the articles, whatever the files say: 2019-05-04"))
    add.add_argument("--encoding", metavar="E", help=_("of a text or page, where it is in doubt"))
    add.add_argument("--json", action="store_true", help=_("a report of what was kept, changed and left out"))
    grammar_pairs.bringing(add)
    sync = command("sync", _("re-read changed sources"))
    sync.add_argument("slugs", nargs="*", metavar="SLUG")
    sync.add_argument("--json", action="store_true")
    command("adapt", _("write the body as one text beside the source, not sentence by sentence")).add_argument(
        "slug", metavar="SLUG"
    )
    translate = command("translate", _("translate by machine what is untranslated"))
    translate.add_argument("slugs", nargs="*", metavar="SLUG")
    translate.add_argument("--to", metavar="L", help=_("the target language"))
    translate.add_argument("--engine", action="append", metavar="E", help=_("only this engine (may be given again)"))
    translate.add_argument("--redo", action="store_true", help=_("also what a machine translated before"))
    translate.add_argument("--dry-run", action="store_true", help=_("only say who would be asked, and what it costs"))
    translate.add_argument("--json", action="store_true")
    prompt = command("prompt", _("what a language model is told: the prompt, or with SLUG all that would be sent"))
    prompt.add_argument("slug", nargs="?", metavar="SLUG")
    prompt.add_argument("--to", metavar="L", help=_("the target language"))
    prompt.add_argument("--engine", metavar="E", help=_("which of several language models"))
    prompt.add_argument("--write", action="store_true", help=_("write it and the style into prompts/, to be edited"))
    publish = command("publish", _("render approved articles to public/"))
    publish.add_argument("slugs", nargs="*", metavar="SLUG")
    publish.add_argument("--all", action="store_true", dest="everything")
    publish.add_argument("--due", action="store_true", help=_("those whose embargo is over (for cron)"))
    publish.add_argument("--json", action="store_true")
    amend = command("amend", _("mend a typo in a live article, signed by a second person, without a word to readers"))
    amend.add_argument("slug", metavar="SLUG")
    amend.add_argument("id", nargs="?", metavar="ID")
    amend.add_argument("--text", metavar="T", help=_("what the segment shall say (else: what others have mended)"))
    amend.add_argument("--to", metavar="L", help=_("the target language"))
    amend.add_argument("--json", action="store_true")
    correct = command("correct", _("tell readers of a live article, with a dated note, that a fact was mended"))
    correct.add_argument("slug", metavar="SLUG")
    correct.add_argument("--note", required=True, metavar="N", help=_("in the article’s language; it is translated"))
    correct.add_argument("--json", action="store_true")
    spike = command("spike", _("drop an article before publication"))
    spike.add_argument("slug", metavar="SLUG")
    spike.add_argument("--why", default="", metavar="W")
    command("unspike", _("take a dropped article up again")).add_argument("slug", metavar="SLUG")
    kill = command("kill", _("withdraw a published article"))
    kill.add_argument("slug", metavar="SLUG")
    kill.add_argument("--why", required=True, metavar="W")
    rename = command("rename", _("give an article another slug; readers of the old address are sent on"))
    rename.add_argument("slug", metavar="OLD")
    rename.add_argument("new", metavar="NEW", help=_("the slug that it shall have"))
    export = command("export", _("the article as a file: its target text, or both texts to be worked on elsewhere"))
    grammar_delivery.exporting(export, grammar_handing.FORMATS)
    preview = command("preview", _("the site as it would be, drafts too, on this machine; pages follow what is edited"))
    preview.add_argument("slug", nargs="?", metavar="SLUG", help=_("begin with this article"))
    preview.add_argument("--to", metavar="L", help=_("the target language"))
    preview.add_argument("--port", type=_port, metavar="P", help=_("where to listen (else any free one)"))
    preview.add_argument("--once", action="store_true", help=_("only write the page of SLUG to a file, and say where"))
    preview.add_argument("--open", action="store_true", help=_("open it in a browser"))


def _segments(command: Any) -> None:
    def segment(name: str, help_: str, *, ids: str | None = None) -> Any:
        made = command(name, help_)
        made.add_argument("slug", metavar="SLUG")
        made.add_argument("ids" if ids else "id", metavar="ID", nargs=ids)
        made.add_argument("--to", metavar="L", help=_("the target language"))
        return made

    show = command("show", _("the segments of an article"))
    show.add_argument("slug", metavar="SLUG")
    show.add_argument("--to", metavar="L", help=_("the target language"))
    show.add_argument("--json", action="store_true")
    show.add_argument("--worst-first", action="store_true", help=_("machines’ texts alone, the most doubtful first"))
    edit = segment("edit", _("write a segment’s translation"))
    text = edit.add_mutually_exclusive_group(required=True)
    text.add_argument("--text", metavar="T", help=told("--text"))
    text.add_argument("--stdin", action="store_true", help=told("--stdin"))
    approve = segment("approve", _("sign segments that another person translated"), ids="*")
    approve.add_argument("--all", action="store_true", dest="everything")
    approve.add_argument("--json", action="store_true")
    segment("return", _("send a segment back to its translator")).add_argument("--note", required=True, metavar="N")
    segment("omit", _("leave a segment out on purpose")).add_argument("--why", required=True, metavar="W")
    segment("join", _("join a segment with the next one of its paragraph"))
    segment("split", _("cut a segment in two")).add_argument("offset", type=int, metavar="OFFSET")
    waive = segment("waive", _("accept what a check found, until the text changes"))
    waive.add_argument("check", metavar="CHECK")
    waive.add_argument("--why", required=True, metavar="W")
    segment("comment", _("write a remark to a segment")).add_argument("text", metavar="TEXT")
    check = command("check", _("what the checks find"))
    check.add_argument("slugs", nargs="*", metavar="SLUG")
    check.add_argument("--to", metavar="L", help=_("the target language"))
    form = check.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=told("--json"))
    form.add_argument("--format", choices=["sarif", "junit"], help=_("a report that a CI reads"))
    check.add_argument(
        "--fix", action="store_true", help=_("put right what is safe: spaces, the width of marks, entities")
    )
    check.add_argument("--pairs", action="store_true", help=_("judge JSON lines from stdin; needs no newsroom"))
    history = command("history", _("who did what when"))
    history.add_argument("slug", metavar="SLUG")
    history.add_argument("id", nargs="?", metavar="ID")
    history.add_argument("--to", metavar="L", help=_("the target language"))
    history.add_argument("--json", action="store_true")
    undo = command("undo", _("take back one’s own last act"))
    undo.add_argument("slug", metavar="SLUG")
    undo.add_argument("--to", metavar="L", help=_("the target language"))
