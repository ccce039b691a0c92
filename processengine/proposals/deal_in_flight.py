"""One deal in flight and what becomes of it, for whoever lists them."""

from datetime import date
from typing import NamedTuple

from processengine.proposals.facts import Fate


class DealInFlight(NamedTuple):
    """One deal in flight: `stage` is where it stands now (the source's name where it `is_unknown`), `to` where it is afterwards, empty where nobody knows.

    It has been there for `days`, since the day `entered`. `lacks` are exit criteria as `stage/criterion` that hold now and whose
    fact it doesn't have; `owner` is as the source has it, None where it has none; `why` is a sentence, empty where it just stays.
    `has_ended` tells that the table of deals says how it ended, although it stands in a stage.
    """

    deal: str
    process: str
    stage: str
    fate: Fate
    to: str
    lacks: tuple[str, ...]
    days: float
    entered: date | None
    owner: str | None
    why: str
    is_unknown: bool = False
    has_ended: bool = False
