"""What every answer says first: where the deals were read, and up to which day they are told."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A source as people name it, and the last day that is told (YYYY-MM-DD, UTC), None where no time is recorded."""

    source: str
    as_of: str | None
