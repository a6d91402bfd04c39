"""The terminal UI in a browser: who may come in (`gate`), one app process for each that did (`session`), the server."""
