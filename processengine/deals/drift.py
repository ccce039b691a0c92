"""Where a process and the deals of a library differ."""

from typing import TYPE_CHECKING

from processengine.deals.asked import Deals
from processengine.deals.replay import read_as, replayed
from processengine.deals.summary import refuse_few
from processengine.deals.versions import by_file
from processengine.evidence.drift import Drift, drift
from processengine.evidence.drift_touched import counted
from processengine.evidence.replaying.public import for_public
from processengine.evidence.summary import UNDER

if TYPE_CHECKING:
    from processengine.model.process import Process
    from processengine.replay import Replay


def drifted(deals: Deals, process: "Process", *, is_public: bool = False) -> "tuple[Replay, Drift]":
    """Run the deals' history through a process as it stands, and return that with what differs, what touches most deals first.

    Raise CannotRun where the public may hear nothing.
    """
    judged = by_file(process, "Every move is held against the file as it stands, whatever was in force when it was made.")
    replay = replayed(deals, process, judged)
    if is_public:
        refuse_few(replay.deals)
    read = read_as(deals, process, judged)
    touched = counted(deals.handle, read.process, read.names, read.visit, replay)
    least = deals.settings.min_deals
    if is_public:
        return for_public(replay), drift(process, replay, touched, max(least, UNDER))
    return replay, drift(process, replay, touched, least)
