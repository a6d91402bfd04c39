"""The interface's catalogues: complete, up to the source, with every placeholder, and compiled into the package."""

import ast
import re
import string
import sys
from pathlib import Path

import polib
import pytest

from tests.conftest import ROOT
from transflow.interface import translations

sys.path.insert(0, str(ROOT / "tools"))
CATALOGUES = sorted(ROOT.glob("locales/*/LC_MESSAGES/transflow.po"))


def names(text: str) -> set[str]:
    return {field for _text, field, _spec, _conversion in string.Formatter().parse(text) if field is not None}


def ids(path: Path) -> str:
    return path.parents[1].name


@pytest.mark.parametrize("path", CATALOGUES, ids=ids)
def test_it_is_up_to_the_source(path: Path) -> None:
    from interface_catalog import updated

    assert path.read_text("utf-8") == updated(path.read_text("utf-8")), "run tools/interface_catalog.py"


@pytest.mark.parametrize("path", CATALOGUES, ids=ids)
def test_every_message_is_translated_with_its_placeholders(path: Path) -> None:
    for entry in polib.pofile(str(path)):
        texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        for text in texts:
            assert text, entry.msgid
            assert names(text) == names(entry.msgid_plural or entry.msgid), entry.msgid
            assert re.findall(r"`[^`]*`", text) == re.findall(r"`[^`]*`", entry.msgid), entry.msgid


def test_no_message_is_hidden_from_the_catalogue() -> None:
    """What extracts messages does not look into f-strings (Babel on Python 3.11): each is found here by the grammar."""
    from interface_catalog import messages

    known = {message for message, _plural, _path in messages()}
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("_", "ngettext", "mark")
            ):
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    assert first.value in known, f"{path.name}:{node.lineno}: {first.value!r} is in an f-string"


def test_it_is_compiled_into_the_package() -> None:
    assert translations("zh_CN").gettext("approved") != "approved"
    assert translations("zh_Hans").gettext("approved") == translations("zh_CN").gettext("approved")
    assert translations("fr").gettext("approved") == "approved"


def test_traditional_chinese_is_made_of_simplified() -> None:
    words = {one: translations(one).gettext("Languages") for one in ("zh_CN", "zh_TW", "zh_HK", "zh_Hant")}
    assert words == {"zh_CN": "语言", "zh_TW": "語言", "zh_HK": "語言", "zh_Hant": "語言"}
    assert translations("zh_TW").gettext("“{mark}” stands alone: its other half is missing").startswith("「{mark}」")
