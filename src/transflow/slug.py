"""What an article is called in file names and addresses (DESIGN §3): `linhai-seminar`."""

import re

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
RESERVED = frozenset({"transflow"})  # locales/<locale>/LC_MESSAGES/transflow.po is the program's own interface
