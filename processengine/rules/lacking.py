"""Whether something is lacking, or stands in the text and could not be read.

Every rule that looks a name up, or counts what a process has, asks one of these first: what the reader of the text has
told already is not told again in other words. Whether a map of the process may hold a name is `Process.may_have`.
"""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet

from processengine.rules.subject import Subject, shared
from processengine.rules.told import is_told_in, names_told, stages_told_in


def is_told(subject: Subject, element: str, key: str) -> bool:
    """Tell whether the reader of the text has said something about `key` in the element at a path.

    That is so where the key's value was refused and where a neighbouring key looks like a slip of the pen for it:
    the rule about the missing key then keeps silent.
    """
    return bool(subject.faulty) and is_told_in(_names(subject), element, key)


def stages_told(subject: Subject, keys: Collection[str]) -> AbstractSet[str]:
    """Return the stages of which the reader of the text has said something at one of these keys, or as a whole.

    Such a stage may have whatever a rule looks for there, so it counts as having it.
    """
    return stages_told_in(subject.faulty, keys)


def criteria_told(subject: Subject) -> AbstractSet[str]:
    """Return the stages whose exit criteria could not all be read; every stage, where the process's own could not."""
    if is_told(subject, "", "exit_criteria"):
        return subject.process.stages.keys()
    return stages_told(subject, ("exit_criteria",))


@shared
def _names(subject: Subject) -> Mapping[str, AbstractSet[str]]:
    return names_told(subject.faulty)
