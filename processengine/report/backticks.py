"""Our sentences have commands and keys of the files in backticks, for a terminal; where there is a type for code they are set in it."""

import re
from typing import Final

_KEYS: Final = ("among", "at_least", "at_most", "compare", "crm", "from", "guard", "min_deals", "moves", "names", "not_stages", "was", "where", "within")
_CODE: Final = re.compile(f"`((?:processengine|git)(?: [a-z0-9./=-]+)+|-f [a-z]+|{'|'.join(_KEYS)})`")


def parts(sentence: str) -> list[str]:
    """Return a sentence in parts: words, then code, then words and so on; words stand first and last, though there may be none.

    Only what we have in backticks is code: whatever else stands in them may be a user's, and stays words, letter by letter.
    """
    return _CODE.split(sentence)
