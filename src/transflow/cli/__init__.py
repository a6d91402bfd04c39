"""The command line: asks the desk and shows what it says; knows no rule and opens no file (DESIGN §7)."""

from transflow.cli.main import main

__all__ = ["main"]
