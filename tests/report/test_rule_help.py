"""What is said of a rule, in parts and as markdown."""

from itertools import pairwise

import pytest
import yaml
from markdown_it import MarkdownIt

from processengine.report.rule_help import full, markdown, section
from processengine.rules.index import INDEX
from processengine.rules.listing import Listing


@pytest.mark.parametrize("rule", INDEX, ids=lambda rule: rule.name)
def test_every_rule_s_markdown_has_its_parts_and_its_examples_as_code(rule: Listing) -> None:
    """Five headings below the summary; the examples start at the left margin."""
    found = MarkdownIt().parse(markdown(rule))
    headings = [after.content for token, after in pairwise(found) if token.type == "heading_open"]
    assert headings == ["What it reports", "Why it matters", "Bad", "Good", "Exceptions"]
    examples = [(token.info, token.content) for token in found if token.type == "fence"]
    assert len(examples) == 2 or {"yaml", "csv"} == {language for language, _ in examples}
    assert not any(example.startswith((" ", "\n")) for _, example in examples)
    language, last = examples[-1]
    assert language == "yaml"
    assert isinstance(yaml.safe_load(last), dict)


def test_a_part_is_one_paragraph_and_a_part_that_is_missing_the_summary() -> None:
    """For places that have room for a sentence or two."""
    rule = INDEX[0]
    assert "\n" not in section(rule, "What it reports")
    assert section(rule, "What it reports") in " ".join(full(rule).split())
    assert section(rule, "No such part") == rule.summary
