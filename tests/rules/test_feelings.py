"""Which facts claim a feeling."""

import pytest

from processengine.rules.buyer.feelings import Glance, claimed_feeling
from processengine.rules.lexicons.reading import lexicon_of
from tests.rules.lexicons import another_language

CLAIMED = {
    "The buyer is interested": "interested",
    "Interested": "interested",
    "Buyer still very interested in our product": "interested",
    "The CFO has become interested": "interested",
    "The CFO has been interested since May": "interested",
    "The CFO is not happy with the close": "happy",
    "The board seems excited": "excited",
    "The CFO is warm to the idea": "warm",
    "The lead is warm": "warm",
    "Warm lead": "warm",
    "It is a warm lead, by all accounts": "warm",
    "The champion likes the product": "likes",
    "They like the product": "like",
    "The users really like it": "like",
    "The CFO trusts us": "trusts",
    "The buyer feels understood": "feels",
    "The buyer has shown interest": "shown interest",
    "The buyer sees value in it": "sees value",
    "Good fit": "good fit",
    "There is a good fit between us": "good fit",
    "We have a good relationship with the CFO": "good relationship",
    "Rapport built": "rapport built",
    "The client is elated": "elated",
    "The customer is a fan": "a fan",
    "There is interest": "there is interest",
    "There is interest in the tool": "there is interest",
    "Buyer is positive": "positive",
    "Buyer positive": "positive",
    "The head of operations still seems very positive": "positive",
    "The economic buyer has been positive about it": "positive",
    "Buyer believes in us": "believes in",
    "They believe in the plan": "believe in",
    "The client has confidence in us": "has confidence in",
}
NOT_CLAIMED = [
    "The client wants the introduction",
    "The buyer would like a demo",
    "The buyer is keen to sign",
    "The CFO is happy to be named as a reference",
    "The CFO is happy to",
    "The CFO has written why she is not happy with the close",
    "The CFO has said that she is happy with the result",
    "The CFO said she is happy",
    "The buyer confirmed in writing that we are a good fit",
    "The buyer has listed what a good fit would look like",
    "The champion has named who would be happy and who would not",
    "The buyer has rated how happy the users are",
    "Interested parties have been listed",
    "Interested users have tried it",
    "A warm standby is installed",
    "The warm lead list is there",
    "Good fit criteria are written down",
    "The criteria are satisfied",
    "The test result is positive",
    "The answer of the board is positive",
    "The board's vote is positive",
    "The customer is cash flow positive",
    "The team has positive results",
    "The users' test came back positive",
    "Positive",
    "Tested positive",
    "The board has said that it is positive",
    "The CFO believes that the budget exists",
    "No conflict of interest exists",
    "Interest rate agreed",
    "Expression of interest received",
    "The water is hot enough in the test",
    "Something like the old rule is agreed",
    "It looks like the board agrees",
    "The trust has agreed",
    "Love letters",
    "They like",
    "The vendor in place has said what it can and can't do",
    "Trust in the numbers was tested by the auditor",
    "",
]


@pytest.mark.parametrize(("fact", "feeling"), CLAIMED.items())
def test_a_claimed_feeling_is_found(fact: str, feeling: str) -> None:
    """What somebody feels, or what is felt between two sides, is the fact's own claim."""
    assert claimed_feeling(fact) == feeling


@pytest.mark.parametrize("fact", NOT_CLAIMED)
def test_a_feeling_that_is_only_mentioned_is_none(fact: str) -> None:
    """Wanting is no feeling, and what was said, written, counted or tried can be checked."""
    assert claimed_feeling(fact) is None


def test_a_second_language_claims_feelings_too() -> None:
    """Its words are files alone; what is a claim is decided as in English."""
    german = Glance(another_language("feelings", moods="interessiert, begeistert", being="ist", openers="dass"))
    languages = [Glance(lexicon_of("en", "grammar", "feelings")), german]
    assert claimed_feeling("Der Einkauf ist interessiert", languages) == "interessiert"
    assert claimed_feeling("Notiert ist, dass begeistert getestet wurde", languages) is None
    assert claimed_feeling("The buyer is interested", languages) == "interested"
