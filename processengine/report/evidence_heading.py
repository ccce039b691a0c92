"""What every answer says first, for programs."""

from processengine.evidence.heading import Heading


def as_data(heading: Heading) -> dict[str, str | None]:
    """Return the keys that all outputs about deals begin with."""
    return {"source": heading.source, "as_of": heading.as_of}
