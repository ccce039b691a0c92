"""What a user might write, by mischief or by chance, and a process that is full of it."""

import json

from processengine.model.process import Process
from tests.draw.samples import read

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "it's \"quoted\" & 'so'",
    "a backslash \\N \\G \\E \\l \\n and one at the end \\",
    "javascript:alert(1)",
    "]]> --> <!-- x",
    '%%{init: {"theme": "dark"}}%%',
    'click s1 href "javascript:alert(1)"',
    "lines\nbreak\r\n\tand tabs",
    "bells \x07 and \x1b[31mcolours\x7f \ufffe",
    "\u202eturned round\u2066 עברית العربية",
    "w" * 300,
    "#quot; #35; &lt;b&gt; &amp; &#60; &nbsp;",
    "`code` **bold** _it_",
    "- list",
    "1. first",
    "end",
    "subgraph x",
    "|pipe| [x](javascript:1) {a}",
    "https://example.com www.example.com a@b.example",
    ";--> s2",
    "@{ shape: rect }",
    "$$x^2$$",
    "<<TABLE><TR><TD>x</TD></TR></TABLE>>",
    "<b>html</b>",
    'x" URL="javascript:alert(1)" image="/etc/passwd',
    "{% raw %} {{ x }} %s {0}",
    "   ",
)


def poisoned(payload: str) -> Process:
    """Return a process with a payload in every text that a picture shows, and as an id where one may stand."""
    text = json.dumps(payload)
    return read(f"""\
process: poisoned
title: {text}
version: {text}
led_by: boss
journey: buying-decision
roles: {{boss: {{title: {text}}}, other: {{title: {text}}}}}
from_anywhere:
  - {{to: lost, when: {text}}}
  - {{to: {text}, when: {text}}}
start: first
stages:
  {text}: {{title: {text}, buyer: {text}, next: [first]}}
  first:
    title: {text}
    buyer: {text}
    mirrors: [problem-identification]
    next:
      - {{to: door, when: {text}}}
      - {{to: {json.dumps(payload + "/" + payload)}, when: {text}}}
      - {{to: waiting, when: {text}}}
  door: {{title: {text}, closed_door: true, led_by: other, from_anywhere: [], next: [won, {{to: first, when: {text}}}]}}
  waiting: {{title: {text}, parked: true, buyer: {text}}}
  won: {{outcome: won, title: {text}, continues_in: [{{to: other, when: {text}}}]}}
  lost: {{outcome: lost, title: {text}}}
  odd: {{outcome: {text}, title: {text}}}
""")
