"""Times as evidence has them, whole microseconds since 1970 (UTC), as people and programs read them."""

from datetime import UTC, datetime, timedelta

_ZERO = datetime(1970, 1, 1, tzinfo=UTC)


def iso(microseconds: int) -> str:
    """Return a time by ISO 8601: `2010-12-30T13:32:00Z`, with a fraction where it has one.

    Times outside of the years 1 to 9999 have no such form; they become the nearest that has.
    """
    try:
        time = _ZERO + timedelta(microseconds=microseconds)
    except OverflowError:
        time = datetime.max.replace(tzinfo=UTC) if microseconds > 0 else datetime.min.replace(tzinfo=UTC)
    return time.isoformat().replace("+00:00", "Z")
