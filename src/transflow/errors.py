"""The one family of errors that faces catch: each names a place, says what is wrong and what to do.

Expected trouble (a failed segment, a refused approval) is data, not an exception; these are broken promises.
The messages are already in the user's language when they are raised (see `transflow.interface`).
"""


class TransflowError(Exception):
    """Something that cannot be done as asked. `exit_code` is what the command line returns (DESIGN §7)."""

    exit_code = 3

    def __init__(self, where: object, problem: str, *, remedy: str = "") -> None:
        super().__init__(str(where), problem, remedy)
        self.where = str(where)
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        head = f"{self.where}: {self.problem}" if self.where else self.problem
        return f"{head}\n  → {self.remedy}" if self.remedy else head


class UsageError(TransflowError):
    """The command was asked in a way that has no meaning: an unknown slug, an ambiguous id."""

    exit_code = 2


class NoArticleError(UsageError):
    """There is no article of this slug, or none any more."""


class RefusedError(TransflowError):
    """The answer is no: a rule of the newsroom forbids the act."""

    exit_code = 1


class WorkspaceError(TransflowError):
    """The folder, its permissions, or the disk."""


class SettingsError(TransflowError):
    """`transflow.toml` is wrong."""


class ArticleError(TransflowError):
    """A source file cannot be read as an article; `where` is `path` or `path:line`."""


class CatalogError(TransflowError):
    """A PO file is broken or ambiguous; `where` is `path` or `path:line`."""


class MemoryFileError(TransflowError):
    """A translation memory or a termbase cannot be read."""


class HandbackError(TransflowError):
    """A file that came back cannot be read as what it was sent out as; `where` is `path` or `path:line`."""


class LanguageError(TransflowError):
    """A language tag that names no language we know."""


class ConflictError(TransflowError):
    """Somebody else changed the same segment meanwhile; nothing of either is lost, a person must choose."""

    exit_code = 1


class EngineError(TransflowError):
    """A translation engine failed as a whole (the failure of a segment is an `Outcome`)."""

    exit_code = 4
