"""A whole page around its content."""

from html import escape

from processengine.report.backticks import parts
from processengine.report.page.style import STYLE
from processengine.report.safe import visible

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What a browser may do for a page: use the styles in it, and nothing else."""


def page(title: str, content: str, style: str = "") -> str:
    """Return a page that stands alone; `title` is text, `content` is HTML in which every user's text is escaped, `style` is CSS of ours."""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>{text(title)}</title>
<style>{STYLE}{style}</style>
</head>
<body>
<main>
{content.strip()}
</main>
</body>
</html>
"""


def text(words: str) -> str:
    """Return a user's text as HTML shows it again, on one line; it may stand in an attribute's quotes."""
    return escape(visible(" ".join(words.split())))


def sentence(words: str) -> str:
    """Return a sentence of ours as `text` has it, but with its commands and keys as code."""
    found = parts(" ".join(words.split()))
    return "".join(f"<code>{escape(part)}</code>" if place % 2 else escape(visible(part)) for place, part in enumerate(found))
