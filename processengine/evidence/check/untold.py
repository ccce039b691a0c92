"""What a check says in public of numbers of one to four: that they are fewer than five."""

import re
from dataclasses import replace
from typing import Final

from processengine.evidence.check.odd import Odd
from processengine.evidence.public import UNDER

_COUNTED: Final = re.compile(rf"(?<![\w.,])[1-{UNDER - 1}](?= (?:of [\d,]+ )?(?:rows?|deals?|moves?|visits?)\b)(?P<of> of [\d,]+ \w+)?(?: \((?:under |over )?\d+ %\))?")
"""One to four rows, deals, moves or visits, with the share that would tell the number."""


def without_few(odd: Odd) -> Odd:
    """Return what is odd without small numbers, and without the places of rows."""
    return replace(odd, message=_COUNTED.sub(lambda found: f"fewer than {UNDER}{found['of'] or ''}", odd.message), rows=())
