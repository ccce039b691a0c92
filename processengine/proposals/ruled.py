"""A ruling in words: who ruled what, when and why."""

from typing import Final

from processengine.model.proposal import REJECTED, Proposal, Ruling

NAME_THEM: Final = "Name your people in library.yaml (`people:`): nobody can be recorded as proposing, approving or ruling before that."
"""What a library is told that names nobody."""


def ruled(proposal: Proposal | None) -> str:
    """Return the sentence for a proposal that was ruled on: who ruled what, when, and what came of it; empty for any other."""
    record = proposal.record if proposal is not None else None
    if proposal is None or record is None or not record.ruling:
        return ""
    return f"{proposal.id} was {record.ruling}{told(record)}"


def told(record: Ruling) -> str:
    """Return who ruled, when and why, and the release, as the end of a sentence: ` by lee on 2026-11-20, because: Early.`, blank and all."""
    by = f" by {people(record)}" if record.by else ""
    at = f" on {record.at.isoformat()}" if record.at else ""
    released = f" and released as {record.version}" if record.version and record.ruling != REJECTED else ""
    why = f", because: {' '.join(record.why.split())}" if record.why else ""
    return f"{by}{at}{released}{why}{'' if why.endswith(('.', '!', '?')) else '.'}"


def people(record: Ruling) -> str:
    """Return who ruled: `lee`, `lee and mia`; empty where nobody is named."""
    return record.by if isinstance(record.by, str) else " and ".join(record.by or ())
