"""A validation as JUnit's XML, which every CI shows as tests: a suite a file, a case a finding.

A file without findings is one case that passes. So is a finding that doesn't fail the run: what it says stands in the
case's output.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from processengine.diagnostic import Diagnostic, Severity
from processengine.report.diagnostics import Validation
from processengine.report.findings import by_file, in_full, remarks
from processengine.report.safe import visible

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SUFFIX = re.compile(r"\.ya?ml$")


def render(validation: Validation, limit: Severity = Severity.WARNING) -> str:
    """Return the report; findings less serious than `limit` pass."""
    suites = Element("testsuites", name="processengine")
    for file, found in by_file(validation):
        _suite(suites, file, found, limit)
    for name in ("tests", "failures"):
        suites.set(name, str(sum(int(suite.get(name, "0")) for suite in suites)))
    suites.set("errors", "0")
    said = remarks(validation)
    if said and len(suites):
        SubElement(suites[0], "system-out").text = "\n".join(map(_text, said))
    indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(suites, encoding="unicode")}\n'


def _suite(parent: Element, file: str, found: Sequence[Diagnostic], limit: Severity) -> None:
    failures = sum(_fails(one, limit) for one in found)
    counts = {"tests": str(len(found) or 1), "failures": str(failures), "errors": "0", "skipped": "0"}
    suite = SubElement(parent, "testsuite", {"name": _text(file), **counts})
    where = {"classname": _text(_SUFFIX.sub("", file)), "file": _text(file)}
    if not found:
        SubElement(suite, "testcase", {"name": "no findings", **where})
    for name, one in _named(found):
        case = SubElement(suite, "testcase", {"name": _text(name), **where, "line": str(one.span.line)})
        if _fails(one, limit):
            failure = SubElement(case, "failure", type=one.rule, message=_text(one.message))
            failure.text = "\n".join(map(_text, _body(one)))
        else:
            SubElement(case, "system-out").text = "\n".join(map(_text, _body(one)))


def _fails(one: Diagnostic, limit: Severity) -> bool:
    return one.severity.rank <= limit.rank


def _named(found: Sequence[Diagnostic]) -> Iterator[tuple[str, Diagnostic]]:
    """Give each finding a name of its own in its file, without its line, so that a CI knows it again in the next run."""
    seen: Counter[str] = Counter()
    for one in found:
        name = f"{one.rule}: {one.path}" if one.path else one.rule
        seen[name] += 1
        yield (name if seen[name] == 1 else f"{name} ({seen[name]})"), one


def _body(one: Diagnostic) -> Iterator[str]:
    yield f"{one.file}:{one.span.line}:{one.span.column} {one.severity.value}: {one.rule}"
    yield from in_full(one)


def _text(text: str) -> str:
    """Return a text in which every character may stand in XML; the others are written as their code points."""
    return _NO_XML.sub(lambda found: f"<U+{ord(found[0]):04X}>", visible(text))
