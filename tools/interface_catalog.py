"""Brings the interface's catalogues up to the messages in the source: `uv run python tools/interface_catalog.py`.

Every `locales/<locale>/LC_MESSAGES/transflow.po` keeps its translations; new messages stand in it untranslated, and
those that are gone are taken out. `--check` changes nothing and fails where that would change a file.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import polib
from babel.messages.extract import extract_from_dir

ROOT = Path(__file__).parents[1]
# gettext(message), ngettext(one, many), mark(message), as the modules import them.
KEYWORDS = {"_": None, "N_": None, "gettext": None, "mark": None, "ngettext": (1, 2)}
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
WORDS = (  # shown with _(value.value): statuses, kinds, stages, verbs and severities
    "transflow.segment:Status", "transflow.segment:Kind", "transflow.workflow:Stage", "transflow.workflow:Verb",
    "transflow.checks:Severity", "transflow.terms.evidence:Evidence",
)  # fmt: skip


def messages() -> Iterator[tuple[str, str | None, str]]:
    """(message, its plural, where it stands) of all of the source."""
    found = extract_from_dir(str(ROOT / "src"), METHODS, keywords=KEYWORDS, options_map={"**/templates/**.html": {}})
    for path, _line, message, _comments, _context in sorted(found, key=lambda one: (one[0], one[1])):
        one, many = message if isinstance(message, tuple) else (message, None)
        if one:
            yield one, many, f"src/{path}"
    from importlib import import_module

    from transflow.checks.wording import lists

    for language in lists.LANGUAGES:
        for line in lists.lines(language).values():
            if "say" in line:
                yield line["say"], None, f"src/transflow/checks/wording/{language}.toml"
    for name in WORDS:
        module, enum = name.split(":")
        for value in getattr(import_module(module), enum):
            yield value.value, None, f"src/{module.replace('.', '/')}.py"


def updated(text: str) -> str:
    """A catalogue with exactly the messages of the source."""
    catalog = polib.pofile(text, wrapwidth=0)
    known = {entry.msgid: entry for entry in catalog if not entry.obsolete}
    catalog.clear()
    seen: dict[str, polib.POEntry] = {}
    for message, plural, path in messages():
        entry = seen.get(message)
        if entry is None:
            old = known.get(message)
            entry = polib.POEntry(msgid=message, msgstr="" if old is None else old.msgstr, occurrences=[])
            if plural:
                entry.msgid_plural = plural
                entry.msgstr_plural = dict(old.msgstr_plural) if old and old.msgstr_plural else {0: ""}
            if "{" in message:
                entry.flags.append("python-brace-format")
            seen[message] = entry
            catalog.append(entry)
        if (path, "") not in entry.occurrences:
            entry.occurrences.append((path, ""))
    return str(catalog).rstrip("\n") + "\n"


def main() -> int:
    """Updates, or with `--check` compares; 1 where a catalogue is behind."""
    behind = 0
    for path in sorted(ROOT.glob("locales/*/LC_MESSAGES/transflow.po")):
        present = path.read_text("utf-8")
        wanted = updated(present)
        if wanted != present:
            behind = 1
            if "--check" in sys.argv:
                print(f"{path.relative_to(ROOT)} is behind the source", file=sys.stderr)
            else:
                path.write_text(wanted, "utf-8")
    return behind if "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
