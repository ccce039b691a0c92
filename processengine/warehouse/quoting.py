"""Names and texts of a source as SQL writes them."""


def quoted(identifier: str) -> str:
    """Return an identifier as SQL writes it, whatever stands in it."""
    return '"' + identifier.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a text as a constant of SQL, where no value can be bound: a path, or a column's name as a key of a struct."""
    return "'" + text.replace("'", "''") + "'"
