"""A user's text in markdown is no address, no name and no number to whoever looks for those in it, and reads as it was written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from processengine.report.markdown import inline, sentence
from processengine.report.page import whole
from processengine.report.safe import visible

BLANK = "\u200b"
IN_THE_SOURCE = re.compile(r"www\.|[a-z]+://|(?<!\w)[\w.+-]+@[\w-]", re.IGNORECASE)
"""What cmark-gfm takes for an address while it reads markdown, before it reads `&#8203;`, with whatever before it, as a reader may be laxer."""

IN_THE_PAGE = re.compile(
    r"www\.|[\w+.-]://|@\w|(?:mailto|xmpp):\w|(?<![0-9a-z])g[hl]-\d|(?<![0-9a-z])(?=[a-f]*\d)[0-9a-f]{7,}(?![0-9a-z])|\[toc\]", re.IGNORECASE,
)
"""What GitHub and GitLab look for in the text of a finished page."""


@pytest.mark.parametrize("text", [
    "See _www.example.com/login_", "x_www.example.com/login", "www.example.com", "(WWW.example.com)", "*www.example.com*", "~www.www.example.com", "wwww.example.com",
    "s3://example.com/x", "h2://example.com", "git+ssh://example.com", "_https://example.com_", "a://b", "\u00e9://b",
    "_GH-12_", "gh-12", "_gl-5_", "_mailto:ana@example.com_", "x_xmpp:ana@example.com", "_0a1b2c3d4_", "x_0123456789abcdef0123456789abcdef01234567",
    "[TOC]", "[toc]", "[[_TOC_]]",
])
def test_nothing_leads_anywhere(text: str) -> None:
    """Neither in what we write nor in what is shown of it; and it is shown letter by letter."""
    written = inline(text)
    assert not IN_THE_SOURCE.search(written)
    within = MarkdownIt("commonmark").parseInline(written)[0]
    shown = "".join(token.content for token in within.children or [])
    assert not IN_THE_PAGE.search(shown)
    assert shown.replace(BLANK, "") == text


@pytest.mark.parametrize("text", ["high-5", "laugh-2", "defaced", "a b: c", "wow", "123456", "to: do"])
def test_a_word_that_leads_nowhere_stays_whole(text: str) -> None:
    """No blank is put into what nobody looks for."""
    assert inline(text) == text


@pytest.mark.parametrize(("text", "markdown", "page"), [
    ("It brings 1 error, which `processengine validate` explains", "It brings 1 error, which `processengine validate` explains",
     "It brings 1 error, which <code>processengine validate</code> explains"),
    ("and `moves` sends its deals to `a`.", r"and `moves` sends its deals to \`a\`.", "and <code>moves</code> sends its deals to `a`."),
    ("Say `*all*` or `<b>` or ` x ` or ``", r"Say \`\*all\*\` or \`&lt;b&gt;\` or \` x \` or \`\`", "Say `*all*` or `&lt;b&gt;` or ` x ` or ``"),
    ("`", r"\`", "`"), ("", "&#8203;", ""),
])
def test_what_our_sentences_have_in_backticks_is_code(text: str, markdown: str, page: str) -> None:
    """A command, a key of a file; what else stands in backticks may be a user's, and stays as it is."""
    assert (sentence(text), whole.sentence(text)) == (markdown, page)


@given(st.lists(st.sampled_from(["`", "moves", "git a", "*", "<", "_", "@", "/", "w", ".", " ", "\\", "\u3164"]), max_size=14).map("".join))
def test_a_user_s_backticks_make_code_of_our_words_at_most(text: str) -> None:
    """And a sentence says what it said."""
    within = MarkdownIt("commonmark").parseInline(sentence(text))[0].children or []
    assert {one.type for one in within} <= {"text", "text_special", "code_inline"}
    assert "".join(one.content for one in within).replace(BLANK, "").replace("`", "") == visible(" ".join(text.split())).replace("`", "")
