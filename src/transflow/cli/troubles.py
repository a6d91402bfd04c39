"""What several commands say when an article could not be read."""

import sys
from collections.abc import Sequence

from transflow.errors import TransflowError
from transflow.interface import gettext as _


def told(troubles: Sequence[TransflowError]) -> int:
    """Says what could not be read; the exit code."""
    for trouble in troubles:
        print(_("transflow: {message}").format(message=trouble), file=sys.stderr)
    return 3 if troubles else 0
