"""Wrong usage is answered in the user's language, with the command that was probably meant; exit code 2."""

import argparse
import re

import pytest

from transflow.cli.grammar import parser
from transflow.cli.main import COMMANDS, main

WRONG = {
    "no command": ["xyzzy"],
    "a misspelt command": ["aprove", "one"],
    "an argument missing": ["return", "one"],
    "an argument too many": ["undo", "one", "two"],
    "no such choice": ["status", "--require", "done"],
    "two that exclude each other": ["edit", "one", "ab", "--text", "x", "--stdin"],
    "one of two is wanted": ["edit", "one", "ab"],
    "a value missing": ["show", "one", "--to"],
    "no number": ["split", "one", "ab", "x"],
    "an option that may be two": ["memory", "export", "--o"],
    "a flag with a value": ["show", "one", "--json=yes"],
    "a command of a command missing": ["terms"],
}


def said(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What the wrong words bring about on stderr."""
    try:
        code = main(words)
    except SystemExit as stop:
        code = stop.code  # type: ignore[assignment]
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    return err


@pytest.mark.parametrize("words", WRONG.values(), ids=list(WRONG))
def test_wrong_usage_is_answered_in_chinese(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRANSFLOW_LANG", "zh_CN")
    last = said(words, capsys).splitlines()[-1].partition("：")[2]
    assert re.search("[一-鿿]", last)
    assert not re.search("[a-z]{2,} [a-z]{2,} [a-z]{2,}", last), "an English sentence is left"


def test_the_command_that_was_meant(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("TRANSFLOW_LANG", "en")
    for command in COMMANDS:
        if len(command) > 3:
            assert f"“{command}”" in said([command[:-2] + command[-1]], capsys)


def test_every_argument_says_what_it_is() -> None:
    silent = []

    def look(one: argparse.ArgumentParser, name: str) -> None:
        for action in one._actions:
            if isinstance(action, argparse._SubParsersAction):
                for word, made in action.choices.items():
                    look(made, f"{name} {word}")
            elif not action.help:
                silent.append(f"{name} {action.option_strings or action.metavar}")

    look(parser(), "transflow")
    assert not silent


def test_help_is_in_chinese(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("TRANSFLOW_LANG", "zh_CN")
    for command in ([], *([name] for name in COMMANDS)):
        with pytest.raises(SystemExit):
            main([*command, "--help"])
        text = capsys.readouterr().out
        assert text.startswith("用法：")
        assert "show this help" not in text
