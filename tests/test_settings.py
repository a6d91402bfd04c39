"""Settings: what `init` writes is the default; what is wrong is named, with the nearest right thing."""

import difflib
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transflow.errors import SettingsError
from transflow.newsroom import preferring
from transflow.newsroom.preferring import with_setting
from transflow.settings import TEMPLATE, Settings, preferences, read
from transflow.settings.chords import chord
from transflow.settings.preferences import Preferences


def test_what_init_writes_says_the_defaults() -> None:
    text = TEMPLATE.format(name="University News", source="zh_CN", targets='"en"')
    assert read(text) == Settings(name="University News", base_url="https://news.example.edu")


def test_an_empty_file_is_the_defaults() -> None:
    assert read("") == Settings()


def test_bcp47_is_accepted_and_babel_is_kept() -> None:
    settings = read('[newsroom]\nsource = "zh-Hans"\ntargets = ["en-US", "zh-Hant"]\n')
    assert (settings.source, settings.targets) == ("zh_CN", ("en_US", "zh_TW"))


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("[review]\ntwo_persons = true\n", "review.two_persons", "review.two_person"),
        ("[reviews]\n", "reviews", "review"),
        ("[newsroom]\ntarget = ['en']\n", "newsroom.target", "newsroom.targets"),
        ("[newsroom]\nsource = 'klingon'\n", "newsroom.source", "zh_CN"),
        ("[review]\ntwo_person = 'yes'\n", "two_person", "true or false"),
        ("[articles]\nsegmentation = 'line'\n", "segmentation", "sentence, paragraph"),
        ("[translate]\nengines = 'google'\n", "engines", "list"),
        ("[people.li]\nroles = ['boss']\n", "people.li.roles", "translator, reviewer, editor"),
        ("[engines]\nlibre = 'http://x'\n", "engines.libre", "[engines.libre]"),
        ("[newsroom\n", "line 1", "TOML"),
        ("name = 'x'\n", "name", ""),
    ],
)
def test_what_is_wrong_is_named_with_a_remedy(text: str, wrong: str, right: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read(text)
    assert wrong in str(caught.value)
    assert right in str(caught.value)
    assert caught.value.exit_code == 3


def test_people_and_engines() -> None:
    settings = read(
        '[people.li]\nzh_CN = "李明"\nen = "LI Ming"\nroles = ["translator"]\n[engines.libre]\nurl = "http://127.0.0.1:5000/"\n'
    )
    assert settings.people["li"].names["en"] == "LI Ming"
    assert settings.people["li"].roles == {"translator"}
    assert settings.named_engines == {"memory", "offline", "google", "libre"}


def test_an_unknown_time_zone_is_an_error_when_it_is_needed() -> None:
    with pytest.raises(SettingsError, match="Peking"):
        _ = read('[newsroom]\ntimezone = "Asia/Peking"\n').tz


# ── preferences ─────────────────────────────────────────────────────────────────────────────────────────────────────
def test_ones_own_settings_come_after_the_houses_one_by_one() -> None:
    house = read(
        '[keys]\nconfirm = "f12"\nquit = "ctrl+q"\n[interface]\ntheme = "nord"\ntypography = false\n'
    ).preferences
    own = preferences.read('[keys]\nconfirm = "f11"\n[interface]\ntheme = "dracula"\n', "own.toml")
    both = house.then(own)
    assert (both.theme, both.typography, both.ambiguous) == ("dracula", False, "auto")
    assert both.stated == {"theme": "own.toml", "typography": "transflow.toml"}
    assert {one.action: (one.keys, one.path) for one in both.remaps} == {
        "confirm": (("f11",), "own.toml"),
        "quit": (("ctrl+q",), "transflow.toml"),
    }


def test_what_is_said_of_one_screen_comes_after_what_is_said_of_all() -> None:
    said = preferences.read('[keys]\neditor.approve = "f12"\n"desk.approve" = ""\napprove = "f11"\n', "own.toml").remaps
    assert [(one.action, one.keys) for one in said] == [
        ("approve", ("f11",)),
        ("editor.approve", ("f12",)),
        ("desk.approve", ()),
    ]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("[interface]\ntypografy = true\n", "interface.typografy", "interface.typography"),
        ("[interface]\ntypography = 'on'\n", "interface.typography", "true or false"),
        ("[interface]\nambiguous = 'both'\n", "interface.ambiguous", "auto, narrow, wide"),
        ("[keys]\nconfirm = 3\n", "keys.confirm", "text in quotes"),
        ("[keys]\neditor.approve = 'ctrl+space'\n", "keys.editor.approve", "input methods"),
        ("[review]\ntwo_person = false\n", "review", "interface"),  # not for one person to say
        ("keys = 'f2'\n", "keys", "[keys]"),
    ],
)
def test_what_is_wrong_in_ones_own_settings_is_named_with_the_file(text: str, wrong: str, right: str) -> None:
    with pytest.raises(SettingsError) as caught:
        preferences.read(text, "/home/li/settings.toml")
    assert caught.value.where == "/home/li/settings.toml"
    assert wrong in str(caught.value)
    assert right in str(caught.value)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("F2", "f2"), ("Ctrl+Enter", "ctrl+enter"), (" alt + ↓ ", "alt+down"), ("Shift+Ctrl+x", "ctrl+shift+x"), ("PgDn", "pagedown"),
        ("Esc", "escape"), ("？", "question_mark"), ("ctrl++", "ctrl+plus"), ("+", "plus"), ("Ctrl+/", "ctrl+slash"), ("A", "a"),
    ],
)  # fmt: skip
def test_a_key_may_be_written_as_people_write_it(text: str, key: str) -> None:
    assert chord(text) == key
    assert chord(key) == key  # the canonical form is its own


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ctrl+space", "input methods"), ("Ctrl+.", "input methods"), ("shift", "input methods"), ("ctrl+shift+.", "input methods"),
        ("ctrl+i", "Tab"), ("ctrl+m", "Enter"), ("ctrl+[", "Esc"), ("shift+a", "Shift"), ("super+a", "alt, ctrl, shift"),
        ("entre", "enter"), ("", "f2"), ("f99", "f9"), ("字", "f2"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_command_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)):
        chord(text)


# ── a program writes into a person's file ───────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '[interface]\ntheme = "nord"\n'),
        ("[keys]\nquit = 'f12'", "[keys]\nquit = 'f12'\n\n[interface]\ntheme = \"nord\"\n"),
        ("[interface] # mine\r\n", '[interface] # mine\r\ntheme = "nord"\r\n'),
        (
            "[interface]\n theme='x' # dark\ntypography = true\n",
            '[interface]\n theme = "nord" # dark\ntypography = true\n',
        ),
        ('[keys]\nx = """\n[interface]\n"""\n', '[keys]\nx = """\n[interface]\n"""\n\n[interface]\ntheme = "nord"\n'),
        ("[interface]\ntypography = true\n[keys]\n", '[interface]\ntheme = "nord"\ntypography = true\n[keys]\n'),
    ],
)
def test_one_setting_is_written_and_everything_else_keeps_its_bytes(before: str, after: str) -> None:
    assert with_setting(before, "interface", "theme", "nord", "own.toml") == after
    assert with_setting(after, "interface", "theme", "nord", "own.toml") == after


_TABLES = st.dictionaries(
    st.sampled_from(["keys", "interface", "other", '"a.b"']),
    st.dictionaries(
        st.sampled_from(["theme", "typography", "x"]),
        st.sampled_from(["'a'", '"b\\"#c"', "true", "1", "'''\n[interface]\n'''"]),
    ),
)


@given(_TABLES, st.sampled_from(["\n", "\r\n"]), st.text(max_size=8).filter(lambda one: one.isprintable()))
def test_whatever_the_file_the_setting_is_in_it_and_nothing_else_has_changed(
    tables: dict[str, dict[str, str]], ending: str, value: str
) -> None:
    lines = [
        line
        for name, inside in tables.items()
        for line in (f"[{name}] # {name}", *(f"{k} = {v}" for k, v in inside.items()), "")
    ]
    before = ending.join(lines).replace("\r\n", "\n").replace("\n", ending)
    was = tomllib.loads(before)
    if "\n" in str(was.get("interface", {}).get("theme")):  # a text of several lines is left to the person
        return
    after = with_setting(before, "interface", "theme", value, "own.toml")
    assert tomllib.loads(after) == {**was, "interface": {**was.get("interface", {}), "theme": value}}
    changes = list(difflib.ndiff(before.split("\n"), after.split("\n")))
    gone = [line for line in changes if line.startswith("-")]
    assert len(gone) <= 1
    assert all("theme" in line for line in gone)
    assert all("theme" in line or "[interface]" in line or not line[1:].strip() for line in changes if line[0] == "+")


@pytest.mark.parametrize(
    "text", ["interface = { theme = 'x' }\n", "interface.theme = 'x'\n", "[interface]\ntheme = '''x'''\n"]
)
def test_what_is_written_too_cleverly_is_left_to_the_person(text: str) -> None:
    with pytest.raises(SettingsError, match="write it yourself"):
        with_setting(text, "interface", "theme", "nord", "own.toml")


def test_ones_own_file_is_where_the_standard_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert preferring.own() == Preferences()
    assert preferring.remember("interface", "theme", "nord") == tmp_path / "transflow" / "settings.toml"
    assert preferring.own().theme == "nord"
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")  # the standard: to be ignored
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert preferring.path() == tmp_path / "home" / ".config" / "transflow" / "settings.toml"


def test_a_broken_file_of_ones_own_is_not_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    preferring.path().parent.mkdir()
    preferring.path().write_text("[keys\n")
    with pytest.raises(SettingsError, match=r"settings\.toml"):
        preferring.remember("interface", "theme", "nord")
    assert preferring.path().read_text() == "[keys\n"
