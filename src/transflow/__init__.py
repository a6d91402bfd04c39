"""A newsroom in the terminal for translators of Chinese and English news."""

__version__ = "0.1.0"
