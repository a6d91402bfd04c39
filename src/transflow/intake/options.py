"""What the newsroom and its user say about files that are taken in."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from transflow.settings.sites import Site


@dataclass(frozen=True, slots=True)
class Options:
    """`encoding` of texts and pages (None: found out), `sites` by host, `zone` in which dates are told."""

    encoding: str | None = None
    sites: Mapping[str, Site] = field(default_factory=lambda: MappingProxyType({}))
    zone: dt.tzinfo = dt.UTC

    def date(self, moment: dt.datetime) -> str:
        """An instant as the front matter writes it: `2026-11-23 09:30`, in the newsroom's time zone."""
        local = moment.astimezone(self.zone) if moment.tzinfo else moment
        return local.strftime("%Y-%m-%d %H:%M")
