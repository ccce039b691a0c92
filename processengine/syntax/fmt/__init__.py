"""`fmt`: entries in the schema's order, blank lines, and the final newline; nothing else of a text changes.

Whole entries move, with the comments that `syntax.edit` says are theirs; nothing is indented, quoted or broken anew,
and what stands in brackets stays as it is. Each result has been read again: it means what the text before meant, and
every suppression covers what it covered. What can't be moved so is left where it stands.
"""

from processengine.syntax.fmt.formatting import Formatted, fmt, fmt_document

__all__ = ["Formatted", "fmt", "fmt_document"]
