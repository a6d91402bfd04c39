"""`models add`, `models list`, `models remove`: the offline models of this machine."""

import argparse
import json
from pathlib import Path

from transflow.cli import progress
from transflow.cli.table import table
from transflow.engines.offline import Model
from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.newsroom import modelfetching, modelfiles, modelkeeping


def models(arguments: argparse.Namespace) -> int:
    """Each of the models' own commands. They need no newsroom."""
    return {"add": _add, "list": _list, "remove": _remove}[arguments.what](arguments)


def _add(arguments: argparse.Namespace) -> int:
    pairs = [modelkeeping.languages(name) for name in arguments.pairs]
    origin = arguments.origin
    if origin is None or origin.startswith(("http://", "https://")):
        if not pairs:
            raise UsageError("models add", _("name the pairs of languages, like zh-en en-zh"))
        with progress.shown(_("fetching")) as step:
            made = modelfetching.fetch(pairs, origin, step)
    else:
        if len(pairs) > 1:
            raise UsageError("models add", _("a file holds one model: name one pair"))
        made = [modelfiles.add(Path(origin), pairs[0] if pairs else None)]
    for one in made:
        print(_("{model}: {size} MB, in {folder}").format(model=one.name, size=_mb(one), folder=one.folder))
    return 0


def _list(arguments: argparse.Namespace) -> int:
    """With --check every file is read: exit code 1 where one is not as it was added."""
    found = modelkeeping.listed()
    wrong = {one.name: modelkeeping.damaged(one) for one in found} if arguments.check else {}
    if arguments.json:
        rows = [
            {"model": one.name, "source": one.source, "target": one.target, "kind": one.kind, "version": one.version,
             "from": one.origin, "bytes": one.size, "folder": str(one.folder),
             "damaged": list(wrong[one.name]) if arguments.check else None}
            for one in found
        ]  # fmt: skip
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    elif found:
        head = (_("model"), _("kind"), _("version"), "MB", _("from"), "")
        told = [
            (one.name, one.kind, one.version, str(_mb(one)), one.origin,
             _("damaged: {files}").format(files=", ".join(wrong[one.name])) if wrong.get(one.name) else "")
            for one in found
        ]  # fmt: skip
        print(table(head, told))
    else:
        print(_("no model is here; `transflow models add zh-en en-zh` gets two"))
    return 1 if any(wrong.values()) else 0


def _remove(arguments: argparse.Namespace) -> int:
    for name in arguments.pairs:
        freed = modelkeeping.remove(name)
        print(_("{model}: removed, {size} MB are free").format(model=name, size=freed // 1_000_000))
    return 0


def _mb(model: Model) -> int:
    return model.size // 1_000_000
