"""The prompt: a text file in three parts, with names in braces, that a newsroom may edit."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from transflow import language
from transflow.errors import SettingsError
from transflow.interface import gettext as _

FOLDER = "prompts"  # of the newsroom
HOUSE = ("newsroom", "source_language", "target_language", "name_style")
PASSAGE = ("headline", "terms", "examples", "before", "segments", "after")
AGAIN = ("problem", "answer")
_PARTS = ("system", "user", "again")
_PART = re.compile(r"\[([a-z]+)\][ \t]*")
_BRACE = re.compile(r"\{\{|\}\}|\{([A-Za-z_][A-Za-z0-9_]*)\}|[{}]")


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt that has been read: its parts, with the names still in their braces."""

    system: str
    user: str
    again: str


def fill(text: str, values: Mapping[str, str]) -> str:
    """A part with its names filled in. A value is put in as it is: braces in it mean nothing."""
    return _BRACE.sub(lambda found: values[found[1]] if found[1] else found[0][0], text)


def parse(text: str, name: str) -> Prompt:
    """The prompt that the file called `name` holds.

    Raises SettingsError with the line for a name in braces that is not known (and the nearest that is), a brace that
    stands alone, a part that is not known or there twice, and where `[user]` never gives the segments.
    """
    parts: dict[str, list[str]] = {}
    part = ""
    for number, line in enumerate(text.splitlines(), 1):
        heading = _PART.fullmatch(line)
        if heading:
            part = heading[1]
            if part not in _PARTS or part in parts:
                problem = (
                    _("there is no part [{part}]") if part not in _PARTS else _("the part [{part}] is there twice")
                )
                raise SettingsError(
                    f"{name}:{number}", problem.format(part=part),
                    remedy=_("the parts are {parts}").format(parts=", ".join(f"[{one}]" for one in _PARTS)),
                )  # fmt: skip
            parts[part] = []
        elif part:
            _check(line, part, f"{name}:{number}")
            parts[part].append(line)
    prompt = Prompt(*("\n".join(parts.get(one, ())).strip("\n") for one in _PARTS))
    if all(one[1] != "segments" for one in _BRACE.finditer(prompt.user)):
        raise SettingsError(
            name, _("the part [user] does not hold {name}, so the model would get no text").format(name="{segments}"),
            remedy=_("write {name} where the text is to stand; `transflow prompt` shows how").format(name="{segments}"),
        )  # fmt: skip
    return prompt


def _check(line: str, part: str, where: str) -> None:
    known = (*HOUSE, "style", *(PASSAGE if part != "system" else ()), *(AGAIN if part == "again" else ()))
    for found in _BRACE.finditer(line):
        if found[0] in "{}":
            remedy = _("write it twice, as {twice}").format(twice=found[0] * 2)
            raise SettingsError(where, _("a brace stands alone"), remedy=remedy)
        if found[1] and found[1] not in known:
            import difflib  # 5 ms, and only a mistake needs it

            near = difflib.get_close_matches(found[1], known, n=1, cutoff=0.0)[0]
            raise SettingsError(
                where, _("nothing is called {name} in [{part}]").format(name=found[0], part=part),
                remedy=_("did you mean {near}? There are {names}").format(
                    near=f"{{{near}}}", names=", ".join(known)
                ),
            )  # fmt: skip


def places(kind: str, locale: str) -> tuple[str, ...]:
    """Where the newsroom's own file of a kind (`translate`, `style`) may lie, the nearest first."""
    return tuple(dict.fromkeys(f"{FOLDER}/{kind}.{one}.md" for one in (locale, language.base(locale))))


def shipped(kind: str, locale: str) -> str:
    """The file of a kind that comes with the program: the Chinese one into Chinese, the English one into all else."""
    code = "zh" if language.is_chinese(locale) else "en"
    return (files("transflow.engines.llm") / "prompts" / f"{kind}.{code}.md").read_text(encoding="utf-8")


def found(kind: str, locale: str, read: Callable[[str], str | None], named: str | None = None) -> tuple[str, str]:
    """(name, text) of the file of a kind that is in force: the one `named` in the settings, the newsroom's own, or the
    program's. Raises SettingsError where the one that is named is not there."""
    for name in (named,) if named else places(kind, locale):
        text = read(name)
        if text is not None:
            return name, text
    if named:
        raise SettingsError(
            named, _("there is no such file"), remedy=_("`transflow prompt --write` writes one into prompts/")
        )
    return f"{kind}.md", shipped(kind, locale)


_SPOKEN = {
    "zh_CN": ("Simplified Chinese", "简体中文"), "zh_TW": ("Traditional Chinese as written in Taiwan", "台湾繁体中文"),
    "zh_HK": ("Traditional Chinese as written in Hong Kong", "香港繁体中文"), "en": ("English", "英语"),
    "en_US": ("American English", "美国英语"), "en_GB": ("British English", "英国英语"),
}  # fmt: skip


def spoken(locale: str, prompt_locale: str) -> str:
    """What a language is called in the prompt for `prompt_locale`."""
    english, chinese = _SPOKEN.get(locale, (language.autonym(locale),) * 2)
    return chinese if language.is_chinese(prompt_locale) else english
