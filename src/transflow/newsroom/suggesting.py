"""What engines say of segments, for people to choose from; nothing is saved."""

from transflow import catalog as catalogs
from transflow import engines
from transflow.newsroom import leaving, workload
from transflow.newsroom.room import Newsroom
from transflow.newsroom.staffing import Staff
from transflow.workspace import opening


def suggest(room: Newsroom, slug: str, locale: str, segment_id: str) -> list["engines.Outcome"]:
    """What each of the newsroom's engines but the memory says of one segment. An engine that may not have the article,
    or cannot work here, says so in its outcome."""
    staff = Staff(room, [name for name in room.settings.engines if name != "memory"])
    opened = opening.open_target(room.workspace, slug, locale)
    staff.show([opened])
    segment = catalogs.find(opened.catalog, segment_id)
    task = workload.task(staff, opened.source, opened.locale, [(opened, segment)])
    able = staff.able(task.pair, opened.article)
    said = [outcome for engine in able for outcome in engines.pretranslate([engine], task.texts, task.pair)]
    if len(able) < len(staff.names_for(opened.locale)):
        said.append(engines.Outcome(0, None, leaving.withheld(opened.article), ""))
    return said
