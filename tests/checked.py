"""What the checks say of a pair of texts, for the tests of checks."""

from transflow import checks
from transflow.segment import Segment, Status

LOCALES = {"zh": "zh_CN", "en": "en", "tw": "zh_TW"}


def found(source: str, target: str, way: str = "zh-en", **more: object) -> tuple[checks.Finding, ...]:
    """The findings of a translated pair; `kind` is the segment's, all else the context's."""
    ours, theirs = (LOCALES[language] for language in way.split("-"))
    kind = {"kind": more.pop("kind")} if "kind" in more else {}
    context = checks.Context(ours, theirs, **more)  # type: ignore[arg-type]
    segment = Segment(source=source, target=target, status=Status.TRANSLATED, **kind)  # type: ignore[arg-type]
    return checks.run(segment, context)


def judged(source: str, target: str, way: str = "zh-en") -> set[tuple[str, checks.Severity]]:
    """(check, severity) of every error and warning."""
    return {(one.check, one.severity) for one in found(source, target, way) if one.severity is not checks.Severity.INFO}
