"""The prompts of language models: what is in force, a copy to be edited, and all that would be sent of an article."""

from collections.abc import Iterator, Mapping, Sequence

from transflow import engines, language
from transflow.engines.llm import prompts
from transflow.engines.llm.engine import LanguageModel
from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.newsroom import choosing, leaving, passages
from transflow.newsroom.room import Newsroom
from transflow.newsroom.staffing import Staff
from transflow.segment import Status
from transflow.workspace import opening

KINDS = ("translate", "style")


def in_force(room: Newsroom, locale: str | None, engine: str | None) -> str:
    """The text of the prompt file that counts into `locale` (None: the newsroom's first target). Raises SettingsError
    where it will not do."""
    options = room.settings.engine_options.get(_model(room, engine), {}) if engine else {}
    named = options.get("prompt")
    name, text = prompts.found("translate", _target(room, locale), passages.reader(room), str(named) if named else None)
    prompts.parse(text, name)
    return text


def write(room: Newsroom, locale: str | None) -> list[str]:
    """Writes the program's prompt and style into `prompts/`, where the newsroom has none of its own; their names."""
    target, read = _target(room, locale), passages.reader(room)
    made = []
    for kind in KINDS:
        if all(read(name) is None for name in prompts.places(kind, target)):
            name = prompts.places(kind, target)[0]
            room.workspace.write(name, prompts.shipped(kind, target).encode())
            made.append(name)
    return made


def requests(
    room: Newsroom, slug: str, locale: str | None, engine: str | None
) -> Iterator[Sequence[Mapping[str, str]]]:
    """The messages of each request that `translate` would send of an article as it is now, in their order."""
    opened = opening.open_target(room.workspace, slug, locale)
    staff = Staff(room, [_model(room, engine)], chosen=True)
    staff.show([opened])
    waiting = [segment.source for segment in opened.catalog.translations if segment.status is Status.UNTRANSLATED]
    pair = engines.Pair(opened.source, opened.locale)
    able = staff.bare(pair, opened.article)
    if not able:
        raise UsageError(slug, leaving.withheld(opened.article))
    for model in able:
        if isinstance(model, LanguageModel):
            for question in model.questions(waiting, pair):
                yield question.messages


def _model(room: Newsroom, engine: str | None) -> str:
    """The language model called `engine`, or the first that the settings name."""
    options = room.settings.engine_options
    models = [name for name, table in options.items() if table.get("kind", name) == "llm"]
    if engine is None and models:
        return models[0]
    if engine not in models:
        raise UsageError(
            "--engine" if engine else "prompt", _("the settings have no such language model"),
            remedy=_("write a table [engines.llm] with url and model; docs/language-models.md shows how"),
        )  # fmt: skip
    return engine


def _target(room: Newsroom, locale: str | None) -> str:
    if not locale:
        return room.settings.targets[0]
    choosing.refuse(room, (), locale)
    return language.match(language.parse(locale), (*choosing.spoken(room), room.settings.source))
