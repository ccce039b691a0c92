"""A picture as a page of its own: the drawing, the same in words, and nothing that runs or is fetched."""

from html import escape

from processengine.draw.outline import render as outline
from processengine.draw.picture import Picture

_STYLE = """
body { margin: 1.5rem; font-family: Verdana, "DejaVu Sans", "Noto Sans", sans-serif; color: #1f2933; background: #fff; }
svg { max-width: 100%; height: auto; }
pre { white-space: pre-wrap; line-height: 1.4; }
summary { cursor: pointer; }
@media print { details { display: none; } body { margin: 0; } }
"""


def render(picture: Picture, svg: str) -> str:
    """Return a self-contained HTML page; `svg` is a drawing that was judged already."""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(picture.title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
{svg.strip()}
<details>
<summary>The same in words</summary>
<pre>{escape(outline(picture))}</pre>
</details>
</main>
</body>
</html>
"""
