"""What fixes there are, as lines of a report."""

from collections.abc import Iterable

from processengine.diagnostic import Diagnostic


def offered(diagnostics: Iterable[Diagnostic]) -> str:
    """Return how many findings a run with --fix would mend; empty where it would mend none."""
    # Of two that would give one name to different elements, only one can be mended.
    fixes = list({_becomes(one, place): one.fix for place, one in enumerate(diagnostics) if one.fix is not None and one.fix.edits}.values())
    safe = sum(fix.safe for fix in fixes)
    unsafe = len(fixes) - safe
    if not fixes:
        return ""
    if not safe:
        return f"{unsafe} fixable with --fix --unsafe; --diff --unsafe shows how."
    more = f", {unsafe} more with --fix --unsafe" if unsafe else ""
    return f"{safe} fixable with --fix{more}; --diff shows how."


def _becomes(diagnostic: Diagnostic, place: int) -> tuple[str, ...]:
    """Return where a fix puts a name, or its own place among the findings where it puts none."""
    assert diagnostic.fix is not None
    edit = diagnostic.fix.edits[0]
    return (diagnostic.file, edit.path.rpartition(".")[0], edit.value) if edit.op == "rename" else (str(place),)


def fix_line(diagnostic: Diagnostic) -> str:
    """Return what the fix of a finding does, and how it is called for; empty where there is none."""
    fix = diagnostic.fix
    if fix is None or not fix.edits:
        return ""
    return f"{fix.title} (--fix{'' if fix.safe else ' --unsafe'})"
