"""Whose act a title or a fact tells of."""

import pytest

from processengine.rules.buyer.acts import Glance, is_sellers_act
from processengine.rules.lexicons.reading import lexicon_of
from tests.rules.lexicons import another_language

WITHOUT_AN_ACTOR = """
Meeting Booked; Demo Completed; Demo given; demo complete; Demo done; Proposal Sent; Proposal submitted; Quote Sent
Discovery Call Done; Contact Made; Contract Sent; Meeting Completed; Presentation Scheduled; Appointment Scheduled
Qualification Meeting Scheduled; Second Call Scheduled; Estimate Created; Recommendation Sent; 1st Mail sent out
Needs analysis completed; Objections handled; Voicemail left; Pricing shared with the buyer; Solution presented
Meeting with the CFO booked; Customer meeting booked; Demo of the product given; Presentation of our solution held
The proposal has been sent to the buyer; A demo has been given to all users; The demo has taken place
Proposal sent by email; Proposal sent by Friday; Proposal/quote sent; Lead contacted; Decision maker contacted
Proposal in progress; Quote ready; Recommendation complete; Standard offering complete; Estimate being revised
Proof of concept delivered; POC prepared; Follow-up sent
"""
BEGUN_WITH_THE_DOING = """
Prospecting; Cold Calling; Attempting Contact; Make contact; Follow-Up; 2nd Follow Up; Contacted; Ready to call
Send proposal; Send the buyer a proposal; Submit proposal; Conduct demonstration; Overcome objections; Book demo
Met with the decision maker; Follow up with the champion; Generate contract; Elaborate commercial proposal; Follow-up on the proposal; Plan workshop
Presented; Proposed; Attempted to contact; Tried to contact; Tried to reach the CFO; Deliver the proof of concept
Qualify; Qualify leads; Bill the client; Nurture; Cultivation; Soliciting; Writing the proposal; Engage stakeholders
"""
SAID_OF_THE_SELLER = """
We have sent the proposal; We've shown the product to the team; We met the CFO; We believe the budget exists; We met
The rep has met the CFO; The seller sends a quote; The seller presented the solution; Sales has presented the offer
The account executive has qualified the deal; Our engineer has shown the product; I have called the champion
Our solution engineer has given a demo; The rep presented to the committee; The seller has understood the needs
Budget confirmed by the rep; Demo was given by our team; Stakeholder map filled in by the seller; The rep outlined it
"""
THE_BUYERS = """
Proposal asked for by the buyer; Demo attended by the CFO; Presentation given by the champion; Buyer books a demo
Meeting with us booked by the champion; The buyer has booked a meeting with us; Proposal sent to us by the buyer
The champion has presented the case to the board; The CFO has seen a demo; Proposal reviewed by legal; Signed up
The buyer has confirmed that the proposal was sent to the board; Our champion has sent the proposal to the board
The buyer's list of what counts exists in the buyer's own words; The contract carries the buyer's signature
The vendor in place has said what it can and can't do; The old vendor has sent its terms for leaving
The board decides without us in the room; The client wants the introduction; First invoice paid; Data sent to us
Proof of concept tried by the users; The champion's proof of concept delivered; The buyer has proposed a day
The buyer has tried to contact the old vendor; The champion's presentation held; Contract sent back with comments; "We need to solve this", said by the CFO
"""
OTHERS_AMONG_THEMSELVES = """
Board meeting held; The board meeting is scheduled; The meeting of the board is set; Reference call held; Board met
Meeting between finance and IT held; Vendor proposals submitted; Supplier qualification completed; Suppliers compared
Joint proof of concept delivered; Committee recommendation made; The champion's recommendation is ready; Meeting of the CFO held; Call for tenders issued; Presentation of the case to the board asked for; Book team meeting
"""
DONE_TO_THE_SELLER_OR_TOGETHER = """
We have received the signed contract; We have been invited to the board; We know who decides; Account manager assigned
We and the buyer have agreed the plan; We have agreed the price; Our offer has been accepted; Approved by US legal
Our product has passed the buyer's tests; Our champion; US subsidiary signed; Sales Qualified Lead; We; Sales demos
"""
LEAVING_OPEN_WHO_ACTS = """
Problem Agreement; Solution Agreement; Priority Agreement; Commercial Agreement; Vendor Approval; Product Evaluation
Commercial & Legal Review; Verbal Confirmation; Negotiation; Negotiation/Review; Inbound Lead; Qualification; Discovery
Value Proposition; Id. Decision Makers; Perception Analysis; Needs Analysis; Proposal/Price Quote; Proposal Approved
Decision Maker Bought-In; Qualified To Buy; Demo & Solutioning; Proposal requested; Comments on the proposal sent
Proposal, after which they sent; Meeting with finance who has booked; Offer price agreed; Call centre moved; Demo by
Proof of concept completed; Proof of concept; Need demonstrated; Follow-up agreed
Contract in progress; Approval in progress; Plan agreed; Business case written; Qualified; Negotiate final terms; Planning
Send to the board the proposal; Call; Send; Demo with the users, completed; Send team proposal; Meeting with finance
"""


def listed(*lists: str) -> list[str]:
    """The sentences in lists, one after the other."""
    return [sentence.strip() for one in lists for line in one.strip().splitlines() for sentence in line.split(";")]


@pytest.mark.parametrize("sentence", listed(WITHOUT_AN_ACTOR, BEGUN_WITH_THE_DOING, SAID_OF_THE_SELLER))
def test_a_sellers_act_is_told(sentence: str) -> None:
    """With the seller as the actor, or with none, what sellers do is the seller's."""
    assert is_sellers_act(sentence)


@pytest.mark.parametrize(
    "sentence",
    listed(THE_BUYERS, OTHERS_AMONG_THEMSELVES, DONE_TO_THE_SELLER_OR_TOGETHER, LEAVING_OPEN_WHO_ACTS),
)
def test_an_act_of_somebody_else_is_not(sentence: str) -> None:
    """With the buyer or another as the actor, or where the sentence leaves it open, nothing is said."""
    assert not is_sellers_act(sentence)


@pytest.mark.parametrize("sentence", ["", " ", "?", "…", "by", "we", "has", "the", "商談", "Besprechung vereinbart"])
def test_any_text_will_do(sentence: str) -> None:
    """Scraps, signs and other languages say nothing."""
    assert not is_sellers_act(sentence)


@pytest.mark.parametrize("sentence", ["Angebot versandt", "Das Angebot wurde verschickt", "Wir haben angerufen"])
def test_a_second_language_tells_sellers_acts_too(sentence: str) -> None:
    """Its words are files alone; who acts is decided as in English."""
    german = another_language(
        "seller-acts",
        papers="angebot", paper_acts="versandt, verschickt", sellers="wir", done="angerufen", being="wurde", having="haben",
        articles="das",
    )  # fmt: skip
    english = Glance(lexicon_of("en", "grammar", "seller-acts"))
    assert is_sellers_act(sentence, [english, Glance(german)])
    assert not is_sellers_act(sentence, [english])


def test_words_of_one_language_change_nothing_in_another() -> None:
    """What makes a thing somebody else's in one language may be any word in another."""
    english = Glance(lexicon_of("en", "grammar", "seller-acts"))
    other = Glance(another_language("seller-acts", theirs="product", papers="proposta", paper_acts="enviada"))
    assert is_sellers_act("Product demo given", [english, other])
    assert is_sellers_act("Proposta enviada", [english, other])
    assert not is_sellers_act("Product proposta enviada", [english, other])
