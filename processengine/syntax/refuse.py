"""What the guard refuses, each in a sentence that says what to do instead."""

import re

from yaml import AliasEvent, Event, YAMLError

from processengine.diagnostic import Finding, Problem
from processengine.span import START, Span
from processengine.syntax.document import LINE_END
from processengine.syntax.nodes import Mark, Node, Scalar, between, span_of

# What YAML forbids in a stream, but for the byte order mark, which is looked for at the start alone.
_ILLEGAL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LEGAL_ASCII = bytes([0x09, 0x0A, 0x0D, *range(0x20, 0x7F)])
_TAB_AS_INDENT = re.compile(r"^ *\t", re.MULTILINE)


def too_large(what: str, span: Span) -> Problem:
    """Say that a cap is exceeded."""
    return _problem("too-large", f"The file is {what}; nothing of it is read." if "nested" in what else
                    f"The file holds {what}; nothing of it is read.", span,
                    "A process is a page or two of text: check that this is the file you meant, or split it.")


def not_utf8(data: bytes, error: UnicodeDecodeError) -> Problem:
    """Say where a file stops being UTF-8."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return _problem("syntax-error", "The file is UTF-16, not UTF-8." if wide else
                    f"The file is not UTF-8: byte 0x{data[error.start]:02x} stands where text should.",
                    _after(data[: error.start].decode("utf-8", "replace")), 'Save it with the encoding "UTF-8".')


def illegal_character(text: str) -> Problem | None:
    """Say where the first character stands that no YAML file may hold, if one does."""
    # Deleting what is legal from plain ASCII takes a tenth of the time of a search.
    if text.isascii() and not text.encode().translate(None, _LEGAL_ASCII):
        return None
    found = _ILLEGAL.search(text)
    if found is None:
        return None
    code = ord(found.group())
    name = "a NUL character" if code == 0 else f"the control character U+{code:04X}"
    return _problem("syntax-error", f"The file holds {name}.", _after(text[: found.start()]),
                    "Delete it; it often comes from copying out of another program.")


_IN_OTHER_WORDS = (
    ("mapping values are not allowed", "A colon stands in text that is not in quotes.",
     'Put the text in quotes, "like: this", or look for a missing line break before it.'),
    ("could not find expected ':'", "A line has no colon after its key.", "Write `key: value`, or quote the text above it."),
    ("did not find expected key", "A line starts at a column where nothing can start.",
     "Lines that belong together start at the same column; look at this line and the ones above."),
    ("did not find expected '-' indicator", "A line starts at a column where nothing can start.",
     "Lines that belong together start at the same column; look at this line and the ones above."),
)
_NOT_CLOSED = ("unexpected end of stream", "did not find expected ',' or", "did not find expected node content")


def broken(text: str, error: YAMLError) -> Problem:
    """Say where the text stops being YAML, in the reader's words where we have better ones than libyaml."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return _problem("syntax-error", f"This is not YAML: {error}.", START, "")
    said, context = getattr(error, "problem", None) or "it can't be read", getattr(error, "context", None)
    if any(words in said for words in _NOT_CLOSED) and getattr(error, "context_mark", None) is not None:
        return _syntax_error("What opens here is not closed.", error.context_mark, "Look for a missing quote or bracket.")
    if _TAB_AS_INDENT.match(_line_at(text, mark.index)):
        return _syntax_error("A tab stands at the start of the line.", mark, "YAML indents with blanks: replace it with two.")
    for words, message, advice in _IN_OTHER_WORDS:
        if words in said:
            return _syntax_error(message, mark, advice)
    return _syntax_error(f"This is not YAML: {said}{f', {context}' if context else ''}.", mark, "")


def _line_at(text: str, index: int) -> str:
    end = text.find("\n", index)
    return text[text.rfind("\n", 0, index) + 1 : end if end >= 0 else len(text)]


def _syntax_error(message: str, mark: Mark, advice: str) -> Problem:
    span = Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 1)
    return _problem("syntax-error", message, span, advice)


def not_a_map(root: Node | None) -> Problem:
    """Say that the text holds nothing, or no map."""
    if root is None or (isinstance(root, Scalar) and not root.value and not root.style):
        return _problem("syntax-error", "The file is empty.", START,
                        "Start it with `process: an-id`, `journey: an-id`, `library: an-id` or `proposal: an-id`.")
    return _problem("syntax-error", "The file is no map of keys and values.", span_of(root),
                    "Start it with `process: an-id` and put `stages:` below.")


def alias(event: AliasEvent) -> Problem:
    """Refuse `*name`."""
    return _refused(event, f"The alias `*{event.anchor}` is not allowed.", "Write out what it stands for.", event.anchor)


def anchor(event: Event) -> Problem:
    """Refuse `&name`."""
    name: str = event.anchor
    return _refused(event, f"The anchor `&{name}` is not allowed.", "Delete it; write things out where they stand.", name)


def tag(event: Event) -> Problem:
    """Refuse `!tag`."""
    name: str = event.tag.replace("tag:yaml.org,2002:", "!!")
    return _refused(event, f"The tag `{name}` is not allowed.", "Delete it; the key says what its value is.", name)


def merge_key(key: Scalar) -> Problem:
    """Refuse `<<`."""
    return _problem("refused-yaml", "The merge key `<<` is not allowed.", span_of(key),
                    "Write the keys out where they stand.", "<<")


def second_document(span: Span) -> Problem:
    """Refuse a second `---`."""
    return _problem("refused-yaml", "A second document starts here; a file holds one.", span,
                    "Put it into a file of its own.", "---")


def directive(span: Span) -> Problem:
    """Refuse `%YAML` and `%TAG`."""
    return _problem("refused-yaml", "Directives (lines that start with %) are not allowed.", span, "Delete the line.", "%")


def collection_as_key(node: Node) -> Problem:
    """Refuse a list or map as a key."""
    return _problem("syntax-error", "A list or map stands where a key should.", span_of(node),
                    "A key is a word; put text that starts with [ or { in quotes.")


def cut_by_comment(scalar: Scalar) -> Problem:
    """Say that ` #` ended a text, with no blank after it."""
    return _problem("ambiguous-scalar", "The text ends at ` #`: what follows is read as a comment.", span_of(scalar),
                    "Put the text in quotes, or write `# ` with a blank where a comment is meant.", scalar.value)


def question_mark(scalar: Scalar) -> Problem:
    """Say that some readers take the `?` for a key's indicator."""
    return _problem("ambiguous-scalar", "In [ ] and { } some readers take `?` for something else than text.",
                    span_of(scalar), "Put the text in quotes, or on a line of its own.", scalar.value)


def cut_by_comma(key: Scalar) -> Problem:
    """Say that a comma ended a text inside braces."""
    return _problem("ambiguous-scalar", f"A comma ended your text before `{key.value}`; quote it.", span_of(key),
                    'Inside { } put text that holds a comma in quotes: {fact: "this, and that"}.', key.value)


def _after(text: str) -> Span:
    """Return the place of the character that follows a text."""
    lines = LINE_END.split(text)
    column = len(lines[-1]) + 1
    return Span(len(lines), column, len(lines), column + 1)


def _refused(event: Event, message: str, advice: str, value: str) -> Problem:
    return _problem("refused-yaml", message, between(event.start_mark, event.end_mark), advice, value)


def _problem(rule: str, message: str, span: Span, advice: str, *values: str) -> Problem:
    return Problem(rule, Finding(message, "", "value", span, advice, values))
