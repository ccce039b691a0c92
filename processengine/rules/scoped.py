"""The places that library.yaml gives rules a severity of their own for, and that aren't there."""

from collections.abc import Iterator
from typing import Any

from processengine.diagnostic import Finding
from processengine.model.base import Model
from processengine.model.library import Library, Scope
from processengine.model.process import Process
from processengine.rules.names import Names, known_here, unknown
from processengine.rules.subject import Subject

_NOTHING_THERE = "Delete this scope, or name what it is meant for."


def missing_places(subject: Subject) -> Iterator[Finding]:
    """Look up the file, the process and the element of each scope."""
    library = subject.value
    if not isinstance(library, Library) or subject.around.library is None:
        return
    for rule, setting in library.rules.items():
        for place, scope in enumerate(setting.in_):
            yield from _missing(subject, scope, f"rules.{rule}.in.{place}")


def _missing(subject: Subject, scope: Scope, path: str) -> Iterator[Finding]:
    around = subject.around
    if scope.file and not (around.has_file(scope.file) or around.has_folder(scope.file)):
        message = f"The library has no file or folder `{scope.file}`."
        yield Finding(message, f"{path}.file", "value", help=_NOTHING_THERE, values=(scope.file,))
    if scope.process and scope.process not in around.processes and not around.files_of("process", scope.process):
        names = Names(around.processes)
        advice = known_here(names.known) or _NOTHING_THERE
        yield unknown(names, scope.process, f"The library has no process `{scope.process}`.", f"{path}.process", advice, "value")
    elif scope.path and _is_nowhere(subject, scope):
        message = f"No process of the library has `{scope.path}`." if not scope.process else f"`{scope.process}` has no `{scope.path}`."
        yield Finding(message, f"{path}.path", "value", help=_NOTHING_THERE, values=(scope.path,))


def _is_nowhere(subject: Subject, scope: Scope) -> bool:
    """Tell whether a path that only processes have leads nowhere in any that is meant; paths of other documents are not followed."""
    names = scope.path.split(".")
    if names[0] not in Process.model_fields or names[0] in Library.model_fields:
        return False
    known = subject.around.processes
    meant = [scope.process] if scope.process else list(known)
    return not any(_leads(known.get(name), names) for name in meant)


def _leads(value: Any, names: list[str]) -> bool:
    """Tell whether names lead to an element of a model; what can't be read may be there."""
    if value is None:
        return True
    for name in names:
        if isinstance(value, Model):
            fields = {field.alias or key: key for key, field in type(value).model_fields.items()}
            value = getattr(value, fields[name]) if name in fields else ()
        elif isinstance(value, dict):
            value = value.get(name, ())
        else:
            value = next((one for one in value or () if name in {one, getattr(one, "to", None)}), ())
        if value in ((), {}):
            return False
    return True
