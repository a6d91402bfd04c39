"""The terminal UI, on Textual: asks and shows; no rules, no files."""

import os

# A letter waits for the next frame before it is seen: at Textual's 60 frames a second for up to 17 ms, and for the one
# after where painting has just begun. Read by Textual when it is imported; nothing is painted where nothing changes.
os.environ.setdefault("TEXTUAL_FPS", "120")
