"""Which checks there are, and running them: one lazy table, open to other packages through `transflow.checks`."""

import importlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from transflow import own
from transflow.checks.documents import paragraphs, prose
from transflow.checks.port import LOOSE, Check, Context, Finding, Severity
from transflow.checks.silence import heard
from transflow.errors import TransflowError, UsageError
from transflow.interface import gettext as _
from transflow.language import parse
from transflow.segment import Kind, Segment, Status

GROUP = "transflow.checks"

CHECKS: Mapping[str, str] = {
    "empty": "transflow.checks.basic:empty",
    "tags": "transflow.checks.basic:tags",
    "han": "transflow.checks.basic:han",
    "copied": "transflow.checks.basic:copied",
    "machine": "transflow.checks.machine:machine",
    "addresses": "transflow.checks.basic:addresses",
    "numbers": "transflow.checks.numbers:numbers",
    "currencies": "transflow.checks.currencies:currencies",
    "omissions": "transflow.checks.omissions:omissions",
    "repeats": "transflow.checks.repeats:repeats",
    "terms": "transflow.checks.terms:terms",
    "names": "transflow.checks.personal:names",
    "capitals": "transflow.checks.capitals:capitals",
    "lists": "transflow.checks.lists:lists",
    "countries": "transflow.checks.countries:countries",
    "roles": "transflow.checks.roles:roles",
    "posts": "transflow.checks.posts:posts",
    "positions": "transflow.checks.positions:positions",
    "gender": "transflow.checks.gender:gender",
    "brackets": "transflow.checks.brackets:brackets",
    "quotes": "transflow.checks.quotes:quotes",
    "spaces": "transflow.checks.spacing:spaces",
    "width": "transflow.checks.widths:width",
    "fragments": "transflow.checks.fragments:fragments",
    "house": "transflow.checks.house:house",
    "ends": "transflow.checks.ends:ends",
}

# Help with the language of the target: in articles alone, where `Context.help` says how. It is no part of `pairs`,
# whose readers count every warning as an error of the translation (docs/decisions/0018-language-help-in-articles.md).
LANGUAGE: Mapping[str, str] = {
    "agreement": "transflow.checks.english.agreement:agreement",
    "verbs": "transflow.checks.english.verbs:verbs",
    "articles": "transflow.checks.english.articles:articles",
    "clauses": "transflow.checks.english.clauses:clauses",
    "tenses": "transflow.checks.english.verbs:tenses",
    "wording": "transflow.checks.wording.lists:wording",
    "harper": "transflow.checks.english.harper:harper",
    "particles": "transflow.checks.chinese.particles:particles",
    "dots": "transflow.checks.chinese.dots:dots",
    "heavy": "transflow.checks.chinese.heavy:heavy",
}

# What is found in a whole article, by the desk: an article is more than the checks are shown.
ARTICLE = ("spelling", "mentions", "pronouns", "originals", "overused", "place", "address")

# What looks at the target alone: all that is to be said of what a translation has of its own (`own`).
ALONE = frozenset({"empty", "han", "house", "brackets", "quotes", "spaces", "width"})

# What never finds an error, and need not be asked where only errors count: when an article is published.
ADVISORY = frozenset(
    "omissions repeats names capitals lists roles posts positions gender quotes spaces fragments".split()  # noqa: SIM905
)

# What is found beside the other articles of the newsroom, by the desk; no row of the desk counts it, for it changes
# whenever any other article does.
ARCHIVE = ("consistency", "reuse", "usage")

_STRUCTURE = frozenset({"tags"})  # what is no fact of the text, and must be whole wherever it stands
# What is asked of the body of an adapted article (编译): its facts over the whole, wherever they stand; the marks and
# the language of each paragraph alone. What compares sentence with sentence has nothing to compare.
_FACTS = ("empty", "copied", "han", "machine", "numbers", "currencies", "terms", "names", "capitals")
_MARKS = ("repeats", "brackets", "quotes", "spaces", "width", "house")

_HOUSE = "house"  # what it says of a place is said there alone
_EMPTY = "empty"  # where it finds something, no other check has anything to look at


def run(segment: Segment, context: Context) -> tuple[Finding, ...]:
    """What the checks find in one segment, in the order of the table. Never raises.

    An untranslated or omitted segment has no findings. A check that breaks is a warning of its own: a segment that
    was not checked must not look like one in which nothing was found.
    """
    if segment.status is Status.UNTRANSLATED or segment.omitted is not None:
        return ()
    if segment.kind is Kind.BODY:
        return tuple(_of_document(prose(segment), context))
    table = _table()
    if segment.own:
        if not own.is_text(segment):
            return ()
        segment, table = replace(segment, source=""), {name: table[name] for name in table if name in ALONE}
    found = _made(table, segment, context)
    if context.help is not None and segment.target.strip():
        house = [one for one in found if one.check == _HOUSE]
        found += heard(_made(LANGUAGE, segment, context), segment, context, house)
    return tuple(found)


def _of_document(segment: Segment, context: Context) -> Iterator[Finding]:
    """What is found in a target that is a document of its own."""
    yield from _made({name: CHECKS[name] for name in _FACTS}, segment, context)
    marks = {name: CHECKS[name] for name in _MARKS}
    for at, paragraph in paragraphs(segment):
        found = _made(marks, paragraph, context)
        if context.help is not None:
            house = [one for one in found if one.check == _HOUSE]
            found += heard(_made(LANGUAGE, paragraph, context), paragraph, context, house)
        for one in found:
            span = one.span and (one.span[0] + at, one.span[1] + at)
            yield replace(one, span=span, source_span=None)


def _made(table: Mapping[str, str], segment: Segment, context: Context) -> list[Finding]:
    """What the checks of a table find, but for those that are turned off."""
    found: list[Finding] = []
    for name, where in table.items():
        if name in context.disabled:
            continue
        try:
            found.extend(_weighed(finding, segment) for finding in _loaded(where)(segment, context))
        except Exception as error:  # noqa: BLE001 - whatever a check of another package may throw
            message = _("this check broke ({error}): look at the segment yourself").format(error=type(error).__name__)
            found.append(Finding(name, Severity.WARNING, message))
        if name == _EMPTY and not segment.target.strip():
            break
    return found


def _weighed(finding: Finding, segment: Segment) -> Finding:
    """A finding as it counts in this segment: what a headline, standfirst or caption merely leaves out (it is in the
    source, and nothing stands in its place) is information, for these are rewritten, not translated (DESIGN §8)."""
    dropped = finding.span is None and finding.source_span is not None
    free = segment.kind in LOOSE and finding.check not in _STRUCTURE
    return replace(finding, severity=Severity.INFO) if free and dropped else finding


def known(check: str) -> str:
    """The name back. Raises UsageError for an unknown one, naming the nearest."""
    table = (*_table(), *LANGUAGE, *ARTICLE, *ARCHIVE)
    if check in table:
        return check
    import difflib  # 5 ms, and only a mistake needs it

    near = difflib.get_close_matches(check, table, n=1, cutoff=0.0)
    raise UsageError(
        check,
        _("there is no such check"),
        remedy=_("did you mean “{near}”? The checks are {names}").format(
            near=near[0] if near else next(iter(table)), names=", ".join(table)
        ),
    )


def pairs(lines: Iterable[str], told: Context, *, wrong: Callable[[TransflowError], None]) -> Iterator[str]:
    """`check --pairs` (DESIGN §7): a JSON line a pair in, `{"id", "checks"}` out, one entry an error or warning.

    Each pair is judged alone, as a person's translation; blank lines are passed over. A line that is no such pair
    costs that line alone: `wrong` is told. The locales of `told` are those of each line.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            name, segment, context = _pair(line.removeprefix("\ufeff"), told)
        except TransflowError as error:
            wrong(_at(number, error))
            continue
        codes = [finding.check for finding in run(segment, context) if finding.severity is not Severity.INFO]
        yield json.dumps({"id": name, "checks": codes}, ensure_ascii=False)


def _at(number: int, error: TransflowError) -> TransflowError:
    """The same error with the number of its line before where it is."""
    line = _("line {number}").format(number=number)
    return type(error)(f"{line}: {error.where}" if error.where else line, error.problem, remedy=error.remedy)


def _pair(line: str, told: Context) -> tuple[object, Segment, Context]:
    try:
        row = json.loads(line)
        json.dumps(row, ensure_ascii=False).encode()  # halves of characters: bytes that were no UTF-8, a bad escape
    except UnicodeEncodeError:
        raise UsageError("", _("this is no text in UTF-8"), remedy=_("save the file in UTF-8")) from None
    except (ValueError, RecursionError):
        raise UsageError("", _("this is no JSON"), remedy=_fields()) from None
    try:
        wanted = [row[key] for key in ("source_lang", "target_lang", "source", "target")]
        name = row["id"]
    except (KeyError, TypeError):
        raise UsageError("", _("a field is missing"), remedy=_fields()) from None
    if not all(isinstance(value, str) for value in wanted):
        raise UsageError("", _("a field is not a text"), remedy=_fields())
    segment = Segment(source=wanted[2], target=wanted[3], status=Status.TRANSLATED)
    return name, segment, replace(told, source_locale=parse(wanted[0]), target_locale=parse(wanted[1]))


def _fields() -> str:
    return _("write {fields}").format(fields='{"id", "source_lang", "target_lang", "source", "target"}')


@cache
def _table() -> Mapping[str, str]:
    """Our checks, then those of other packages; nobody replaces one of ours."""
    from importlib.metadata import entry_points  # 20 ms, which `import transflow.checks` need not pay

    foreign = {point.name: point.value for point in entry_points(group=GROUP)}
    return {
        **CHECKS,
        **{name: foreign[name] for name in sorted(foreign) if name not in (*CHECKS, *LANGUAGE)},
    }


@cache
def _loaded(where: str) -> Check:
    module, attribute = where.split(":")
    check: Check = getattr(importlib.import_module(module), attribute)
    return check
