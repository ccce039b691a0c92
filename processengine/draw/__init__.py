"""A process, or two, in; DOT, Mermaid, HTML and text out."""
