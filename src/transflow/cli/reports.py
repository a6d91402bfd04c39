"""What the checks found, as the programs of a CI read it: SARIF 2.1.0 (code hosts) and JUnit XML (the others)."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree as ET

from transflow import __version__
from transflow.article import Remark
from transflow.checks import Severity, named
from transflow.newsroom.checking import Checked, Found

_SOURCE = "source"  # the name under which remarks about a source stand, as in `check --json`
_ALL = "all segments"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
# XML 1.0 has no place for control characters, and a translation may hold any.
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535, *range(55296, 57344)), " ")


def sarif(done: Checked) -> str:
    """One run, one result a finding, at the line of the article where the segment stands; waived ones suppressed.
    A result's `properties` are the places in target and source, and what was expected."""
    found = done.found
    counted: Counter[str] = Counter()
    names = sorted({_SOURCE, *(one.judged.finding.check for one in found)})
    rules = [{"id": name, "shortDescription": {"text": named(name)}} for name in names]
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "transflow", "version": __version__, "rules": rules}},
                "results": [
                    *(_result(one, names, counted) for one in found),
                    *(_remark(slug, remark, names) for slug, remark in done.remarks),
                ],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=1)


def _result(one: Found, names: Sequence[str], counted: Counter[str]) -> dict[str, Any]:
    """`counted`: how many findings of a check in a segment came before. The number tells fingerprints apart: what is
    said is in the reader's language, and places move with every edit."""
    finding, segment = one.judged.finding, one.segment
    place = f"{one.slug}/{one.target}/{segment.id}/{finding.check}"
    counted[place] += 1
    made: dict[str, Any] = {
        "ruleId": finding.check,
        "ruleIndex": names.index(finding.check),
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message} [{segment.source} → {segment.target}]"},
        "partialFingerprints": {"segment/v2": f"{place}/{counted[place]}"},
    }
    if segment.places:
        stands = segment.places[0]
        region = {"startLine": max(1, stands.line)}
        made["locations"] = [{"physicalLocation": {"artifactLocation": {"uri": stands.path}, "region": region}}]
    known = {"span": finding.span, "sourceSpan": finding.source_span, "expected": finding.expected}
    properties = {name: value for name, value in known.items() if value is not None}
    if properties:  # characters of the segment's texts, which are no region of a file
        made["properties"] = properties
    if one.judged.waiver is not None:
        made["suppressions"] = [{"kind": "external", "justification": one.judged.waiver.why}]
    return made


def _remark(slug: str, remark: Remark, names: Sequence[str]) -> dict[str, Any]:
    """What an editor should know of a source as a whole."""
    where = {"logicalLocations": [{"name": slug, "kind": "resource"}]}
    return {
        "ruleId": _SOURCE, "ruleIndex": names.index(_SOURCE), "level": "warning",
        "message": {"text": f"{slug}:{remark.line} {remark.message}"}, "locations": [where],
    }  # fmt: skip


def junit(done: Checked) -> str:
    """A suite an article and language, a case a segment with findings: it fails where an error stands. Where nothing
    was found one case says so: what reads such reports takes a run without cases for one that broke."""
    suites: dict[tuple[str, str], dict[str, list[Found]]] = {name: {} for name in done.read}
    for one in done.found:
        suites.setdefault((one.slug, one.target), {}).setdefault(one.segment.id, []).append(one)
    root = ET.Element("testsuites", name="transflow")
    for (slug, target), segments in suites.items():
        suite = ET.SubElement(root, "testsuite", name=f"{slug} → {target}", tests=str(len(segments) or 1))
        failures = 0
        if not segments:
            ET.SubElement(suite, "testcase", classname=f"{slug}.{target}", name=_ALL)
        for ident, some in segments.items():
            case = ET.SubElement(suite, "testcase", classname=f"{slug}.{target}", name=ident)
            standing = [one.judged.finding for one in some if not one.judged.waived]
            errors = [one for one in standing if one.severity is Severity.ERROR]
            if errors:
                failures += 1
                failure = ET.SubElement(case, "failure", message=_clean(errors[0].message), type=errors[0].check)
                failure.text = _clean("\n".join(f"{one.check}: {one.message}" for one in errors))
            rest = [one for one in standing if one.severity is not Severity.ERROR]
            if rest:
                lines = (f"{one.severity.value} {one.check}: {one.message}" for one in rest)
                ET.SubElement(case, "system-out").text = _clean("\n".join(lines))
        suite.set("failures", str(failures))
    for slug, remark in done.remarks:
        suite = ET.SubElement(root, "testsuite", name=slug, tests="1", failures="0")
        case = ET.SubElement(suite, "testcase", classname=slug, name=f"{_SOURCE}:{remark.line}")
        ET.SubElement(case, "system-out").text = _clean(remark.message)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode")


def _clean(text: str) -> str:
    return text.translate(_CONTROLS)
