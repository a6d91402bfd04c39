"""What engines say of segments, for people to choose from; nothing is saved."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from transflow import catalog as catalogs
from transflow import engines
from transflow.interface import gettext as _
from transflow.newsroom import leaving, workload
from transflow.newsroom.room import Newsroom
from transflow.newsroom.staffing import Staff
from transflow.workspace import opening
from transflow.workspace.opening import Opened


def suggest(room: Newsroom, slug: str, locale: str, segment_id: str) -> list["engines.Outcome"]:
    """What each of the newsroom's engines but the memory says of one segment. An engine that may not have the article,
    or cannot work here, says so in its outcome."""
    staff = Staff(room, [name for name in room.settings.engines if name != "memory"])
    opened = opening.open_target(room.workspace, slug, locale)
    staff.show([opened])
    segment = catalogs.find(opened.catalog, segment_id)
    if segment.own:
        return [engines.Outcome(0, None, _("this is the translation’s own: there is nothing to translate"), "")]
    task = workload.task(staff, opened.source, opened.locale, [(opened, segment)])
    able = staff.able(task.pair, opened.article)
    said = [outcome for engine in able for outcome in engines.pretranslate([engine], task.texts, task.pair)]
    if len(able) < len(staff.names_for(opened.locale)):
        said.append(engines.Outcome(0, None, leaving.withheld(opened.article), ""))
    return said


def answers(
    room: Newsroom,
    opened: Opened,
    names: Sequence[str],
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> dict[str, tuple["engines.Outcome", ...]]:
    """What each of the engines called says of every segment of an article, in the segments' order. The rules are those
    of `pretranslation.translate`: what the settings do not name is refused, a confidential text stays here, answers are
    kept and counted against the budget, a kind of Chinese is converted out of what people stand behind in another one.
    No engine is told what people have made of this very article."""
    leaving.permit(room, names, asked=True)
    segments = opened.catalog.translations
    places = {segment.id: place for place, segment in enumerate(segments)}
    stop, total, settled = cancelled or (lambda: False), len(names) * len(segments), 0
    said: dict[str, tuple[engines.Outcome, ...]] = {}
    for name in names:
        staff = Staff(room, [name], chosen=True, cancelled=stop, leaving_out=opened.article.slug)
        staff.show([opened])
        task = workload.task(staff, opened.source, opened.locale, [(opened, segment) for segment in segments])
        able = staff.able(task.pair, opened.article)
        origin, why = f"engine:{name}", _("stopped") if able else leaving.withheld(opened.article)
        found = [engines.Outcome(place, None, why, origin) for place in range(len(segments))]
        for _opened, segment in task.waiting:
            why = _("nobody stands behind its text in {language} yet").format(language=task.pair.source)
            found[places[segment.id]] = engines.Outcome(places[segment.id], None, why, origin)
        for outcome in engines.pretranslate(able, task.texts, task.pair, cancelled=stop) if able else ():
            place = places[task.work[outcome.index][1].id]
            found[place] = replace(outcome, index=place)
            settled += 1
            if progress:
                progress(settled, total)
        said[name] = tuple(found)
    return said
