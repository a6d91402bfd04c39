"""`check`: findings of articles. (Those of pairs on stdin are `cli/pairs`.)"""

import argparse
import json
import sys
from typing import Any

from transflow.article import Remark
from transflow.checks import Severity
from transflow.cli import reports
from transflow.cli.opening import newsroom_of
from transflow.cli.showing import finding_json
from transflow.interface import gettext as _
from transflow.newsroom import checking, mending


def check(arguments: argparse.Namespace) -> int:
    """`check [SLUG…]`: exit code 1 where errors stand; `--fix` applies the safe fixes first."""
    room = newsroom_of(arguments)
    mended = mending.mend(room, arguments.slugs, arguments.to) if arguments.fix else None
    if mended is not None:
        print(_("{count} segments put right").format(count=mended.segments), file=sys.stderr)
        if mended.left:
            message = _("{count} approved segments left as they are: edit them, or return them first")
            print(message.format(count=mended.left), file=sys.stderr)
    done = checking.check(room, arguments.slugs, arguments.to)
    if arguments.format in ("sarif", "junit"):
        print(reports.sarif(done) if arguments.format == "sarif" else reports.junit(done))
    elif arguments.json:
        rows = [
            {"slug": one.slug, "target": one.target, "id": one.segment.id, **finding_json(one.judged)}
            for one in done.found
        ]
        rows += [_remark_json(slug, remark) for slug, remark in done.remarks]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for slug, remark in done.remarks:
            print(f"{slug}:{remark.line} {_(Severity.WARNING.value)} source: {remark.message}")
        for one in done.found:
            finding = one.judged.finding
            waived = _(" (waived)") if one.judged.waived else ""
            print(f"{one.slug} {one.segment.id} {_(finding.severity.value)} {finding.check}: {finding.message}{waived}")
        print(_("{errors} errors, {warnings} warnings").format(errors=done.errors, warnings=done.warnings))
    for trouble in done.troubles:
        print(_("transflow: {message}").format(message=trouble), file=sys.stderr)
    if done.troubles:
        return 3
    return 1 if done.errors else 0


def _remark_json(slug: str, remark: Remark) -> dict[str, Any]:
    """Something about the source itself, which belongs to no segment."""
    return {
        "slug": slug, "target": None, "id": None, "check": "source", "severity": "warning",
        "message": f"{remark.line}: {remark.message}", "span": None, "waived": False,
    }  # fmt: skip
