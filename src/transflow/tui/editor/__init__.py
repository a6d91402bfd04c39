"""The segment editor, and what reads beside it."""
