"""What sellers feel that buyers feel, in English: words that nobody can check.

Plain data: every entry is a word or a few words in lower case, with blanks where a hyphen may stand. Whether a
feeling is what a fact claims is decided by the sentence (`processengine.rules.buyer.feelings`): "The buyer is happy" claims one,
"The buyer has written down what would make them happy" does not. Wanting, agreeing and trying are no feelings, they
show in what people do. Another language is added by adding its words.
"""

from typing import Final

MOODS: Final[tuple[str, ...]] = (
    "interested", "uninterested", "happy", "unhappy", "excited", "enthusiastic", "keen", "warm", "hot", "impressed", "pleased",
    "dissatisfied", "frustrated", "comfortable", "confident", "convinced", "optimistic", "curious", "supportive", "motivated",
    "elated", "delighted", "thrilled", "receptive", "positive about", "fond of", "on our side", "a fan", "fans",
)  # fmt: skip
"""What somebody is said to be: "The CFO is interested"."""

LIKING: Final[tuple[str, ...]] = (
    "likes", "liked", "loves", "loved", "enjoys", "enjoyed", "trusts", "trusted", "feels", "felt", "like", "love", "trust", "feel", "sees value",
    "see value", "shows interest", "show interest", "showed interest", "shown interest",
)  # fmt: skip
"""What somebody is said to do inside: "The team likes the product"."""

BONDS: Final[tuple[str, ...]] = (
    "good fit", "great fit", "strong fit", "right fit", "perfect fit", "is a fit", "are a fit", "good chemistry", "rapport", "rapport built", "rapport established", "good relationship",
    "strong relationship", "close relationship", "good feeling", "good impression", "gut feeling", "strong interest", "high interest",
    "real interest", "genuine interest", "clear interest", "trust built", "trust established", "trust exists",
)  # fmt: skip
"""What is said to be between the two sides: "There is a good fit"."""

WHOM: Final[tuple[str, ...]] = (
    "lead", "buyer", "prospect", "customer", "client", "contact", "champion", "deal", "opportunity", "account", "one", "relationship",
)  # fmt: skip
"""Of whom a mood before the word is still the claim: "It is a warm lead"; "interested parties" are only named."""

TOLD: Final[tuple[str, ...]] = (
    "said", "says", "say", "told", "tells", "tell", "wrote", "writes", "written", "confirms", "confirmed", "named", "names", "listed",
    "lists", "stated", "states", "signed", "rated", "rates", "scored", "scores", "answered", "answers", "documented", "recorded",
    "agreed", "agrees", "explained", "explains", "counted", "quoted", "survey", "list", "record", "note",
)  # fmt: skip
"""Words before a feeling that make it something said, written or counted, which can be checked."""

INNER: Final[tuple[str, ...]] = (
    "become", "grown", "got", "gotten", "remained", "stayed", "seemed", "appeared", "turned", "shown", "felt", "liked", "loved",
    "enjoyed", "trusted", "always",
)  # fmt: skip
"""What may stand after "has" while the feeling stays the claim: "The CFO has become interested"."""
