"""The texts of the questions, one file each, in SQL that every warehouse speaks."""

from functools import cache
from pkgutil import get_data


@cache
def text(name: str) -> str:
    """Return the SQL of a file here: `text("moves")`."""
    data = get_data(__package__, f"{name}.sql")
    assert data is not None
    return data.decode("utf-8")
