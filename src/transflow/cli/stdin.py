"""What is given on stdin; a process may have been started without one."""

import sys
from typing import TextIO

from transflow.errors import WorkspaceError
from transflow.interface import gettext as _


def stdin() -> TextIO:
    """The stream. Raises WorkspaceError where it is closed (`<&-`)."""
    if sys.stdin is None:
        raise WorkspaceError("stdin", _("it is closed"), remedy=_("give it a file or the output of a program"))
    return sys.stdin
