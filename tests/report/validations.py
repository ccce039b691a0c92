"""Validations to report: of all the rules' bad cases, of plain ones, and of one full of what a user might write."""

from functools import cache

from processengine.check import check
from processengine.diagnostic import Diagnostic, Edit, Fix, Related, Severity
from processengine.report.diagnostics import Validation
from processengine.rules.index import INDEX
from processengine.span import Span
from processengine.validate import Settings
from tests.rules.cases import TODAY, Case, bases_of, cases, rule_set_of

BAD_CASES = tuple(case for case in cases() if not case.is_good)


@cache
def of_case(case: Case) -> Validation:
    """Return what is found in one of the rules' cases."""
    return check([str(case.path)], None, Settings(TODAY, rule_set_of(case)), bases_of(case))


def finding(rule: str = "unknown-stage", severity: Severity = Severity.ERROR, line: int = 1, file: str = "p.yaml", message: str = "It is wrong.") -> Diagnostic:
    """Return a finding with little about it."""
    return Diagnostic(rule, severity, message, file, f"stages.s{line}", Span(line, 3, line, 5))


def validation(*found: Diagnostic, names: tuple[str, ...] = ("p.yaml",), suppressed: int = 0) -> Validation:
    """Return a validation of some files with these findings."""
    return Validation(len(names), found, suppressed, {}, names=names)


def hostile(payload: str) -> Validation:
    """Return a validation in which a text stands wherever a user's can."""
    one = Diagnostic(
        INDEX[0].name, Severity.ERROR, f"{payload} is wrong, `{payload}` too.", payload, payload, Span(1, 1, 1, 5),
        help=f"Write {payload}", witness=(payload, "won"), related=(Related(payload, f"{payload}.yaml", payload, Span(2, 1, 2, 2)),),
        fix=Fix(f"Write `{payload}`", (Edit("set", payload, payload),)),
    )
    return Validation(1, [one], 0, {payload: [payload]}, names=[payload])
