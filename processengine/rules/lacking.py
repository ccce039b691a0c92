"""Whether a missing key is a fault of its own, or what a typo left behind."""

from processengine.model.nearest import nearest
from processengine.rules.subject import Subject


def is_told(subject: Subject, element: str, key: str) -> bool:
    """Tell whether the reader of the text has said something about `key` in the element at a path.

    That is so where the key's value was refused and where a neighbouring key looks like a slip of the pen for it:
    the rule about the missing key then keeps silent.
    """
    faulty = subject.faulty
    if not faulty:
        return False
    inside = f"{element}." if element else ""
    names = {path[len(inside) :].split(".", 1)[0] for path in faulty if path.startswith(inside)}
    return key in names or any(nearest(name, [key]) for name in names)
