"""A PO file of an article whose slug has changed: where its entries stand, and what it calls the project."""

import re


def renamed(text: str, old: str, new: str) -> str:
    """`text` with the references to the source and the project's name as they are under the slug `new`; nothing else
    is changed."""
    place = re.compile(rf"(?<= )articles/{re.escape(old)}(?=\.md:|/index\.md:)")
    lines = [place.sub(f"articles/{new}", line) if line.startswith("#:") else line for line in text.split("\n")]
    for number, line in enumerate(lines):
        if line.startswith('"Project-Id-Version:'):
            lines[number] = re.sub(rf'(?<= ){re.escape(old)}(?=\\n"$)', new, line)
            break
    return "\n".join(lines)
