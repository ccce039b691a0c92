"""The stage history as it stands, without a process: each row beside the next of its deal."""

from processengine.evidence.question import Derived
from processengine.evidence.sql import text

EVENT = Derived("event", text("event"))
"""(deal, code, entered, next_code, next_entered): `code` names a stage in `stage_name`, times are microseconds since 1970 (UTC)."""
