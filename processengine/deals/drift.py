"""Where a process and the deals of a library differ."""

import sys
from typing import TYPE_CHECKING

from processengine.deals.asked import Deals
from processengine.deals.replay import read_as, replayed
from processengine.deals.summary import refuse_few, refuse_without_history
from processengine.deals.versions import Judged
from processengine.evidence.drift import MOST, Drift, drift
from processengine.evidence.drift_public import for_public as drift_for_public
from processengine.evidence.drift_touched import counted
from processengine.evidence.public import UNDER
from processengine.evidence.replaying.public import for_public

if TYPE_CHECKING:
    from processengine.model.process import Process
    from processengine.replay import Replay


def drifted(deals: Deals, process: "Process", judged: Judged, *, is_public: bool = False, is_whole: bool = False) -> "tuple[Replay, Drift]":
    """Run the deals' history through a process, and return that with what differs from the file as it stands, most deals first.

    `is_whole` leaves no difference out. Raise CannotRun where the public may hear nothing.
    """
    refuse_without_history(deals)
    replay = replayed(deals, process, judged)
    if is_public:
        refuse_few(replay.deals)
    read = read_as(deals, process, judged)
    touched = counted(deals.handle, read.process, read.names, read.visit, replay)
    least = deals.settings.min_deals
    most = sys.maxsize if is_whole else MOST
    if is_public:
        return for_public(replay), drift_for_public(drift(process, replay, touched, max(least, UNDER), sys.maxsize), replay, most)
    return replay, drift(process, replay, touched, least, most)
