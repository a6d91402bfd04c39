"""The grammar of the commands by which engines are chosen: `report`, `compare`."""

from typing import Any

from transflow.interface import gettext as _


def reporting(report: Any) -> None:
    """`report --before|--after [SLUG…]`."""
    report.add_argument("slugs", nargs="*", metavar="SLUG")
    when = report.add_mutually_exclusive_group(required=True)
    when.add_argument("--before", action="store_true", help=_("before work starts: the leverage"))
    when.add_argument("--after", action="store_true", help=_("after it: what people changed of machines’ texts"))
    report.add_argument("--to", metavar="L", help=_("the target language"))
    report.add_argument("--json", action="store_true")


def comparing(compare: Any) -> None:
    """`compare SLUG --engine E --engine E`."""
    compare.add_argument("slug", metavar="SLUG")
    compare.add_argument("--to", metavar="L", help=_("the target language"))
    compare.add_argument(
        "--engine", action="append", metavar="E", help=_("one engine (given again: the next; else the newsroom’s)")
    )
    compare.add_argument(
        "--reference", metavar="FILE", help=_("a human translation in Markdown (else what is approved)")
    )
    compare.add_argument("--json", action="store_true")
