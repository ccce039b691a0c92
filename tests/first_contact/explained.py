"""Why a rule may fire on most processes of strangers, or on none, and why the errors that are left are right."""

from collections.abc import Mapping
from typing import Final

from processengine.rules.listing import Listing, Topic

ON_MOST: Final = {
    "missing-no-decision": (
        "A CRM's stages are open, won or lost, so that no value set has a place for deals that just end undecided. Where they are "
        "counted as lost, nobody sees how many there are. It is said once a process, and the fix is a line."
    ),
    "unstated-buyer": (
        "A CRM keeps no sentence on what the buyer does at a stage: it is what these files lack and ours are about. A note, folded "
        "after the third."
    ),
}
"""Recommended rules that fire on more than six in ten processes."""

ON_NONE: Final = {
    "loop-without-progress": "Only the five models have transitions of their own, and their loops have other ways out.",
    "self-transition": "Only the five models have transitions of their own, and none leads to where it comes from.",
    "undecidable-branch": "Only the five models have transitions of their own, and their gateways say when each is taken.",
    "unbounded-parking": "Neither BPMN nor a CRM's metadata know a parked stage.",
    "near-duplicate-title": "Value sets refuse equal names, and these hold none that differ by a sign or a plural only.",
    "partial-probability": "Of each of these processes either all open stages have a probability or none has.",
    "seller-act-criterion": "None of these files has exit criteria.",
    "unverifiable-criterion": "None of these files has exit criteria.",
}
"""Recommended rules that look at these files and find nothing."""

ERRORS: Final = {
    ("BPMN sales models", "missing-outcome"): (
        "Two of the five are phases with one way out, done: as they stand, every lead that enters qualification leaves it qualified, "
        "even the one that a task has just disqualified. The model around them asks a variable how it ended, which no reader of "
        "the phase can see."
    ),
}
"""Errors that are left, by folder and rule."""


_OPENED_BY: Final[Mapping[Topic, str]] = {
    "journey": "`journey:`",
    "change-work": "`change_work:`",
    "buying-team": "`buying_team:`",
    "exit-criteria": "`exit_criteria:` on half of its stages",
    "champion": "`buying_team:` or `closed_door:`",
    "client": "`client_result:` or `journey:`",
    "measures": "`measures:`",
    "roles": "`roles:`",
    "max-days": "`max_days:` on an open stage",
    "reviewed": "`reviewed:`",
}
"""How a file opens a topic."""


def resting(listing: Listing) -> str:
    """Return why a rule was not awake on any file of a stranger; empty where nothing explains it."""
    if "process" not in listing.kinds:
        return f"It looks at a {listing.kinds[0]}, and strangers have none."
    if "base" in listing.topics:
        return "It compares a file with what it was."
    if "deals" in listing.topics:
        return "It asks the deals, and strangers' deals are not ours to read."
    if listing.name == "unused-suppression":
        return "Nobody has suppressed anything yet."
    missing = [_OPENED_BY[topic] for topic in listing.topics if topic in _OPENED_BY]
    return f"It rests until a file has {' and '.join(missing)}." if missing else ""
