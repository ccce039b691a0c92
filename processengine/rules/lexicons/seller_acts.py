"""What sellers do, in English, as sales teams write it into stage titles and exit criteria.

Plain data: every entry is a word or a few words in lower case, with blanks where a hyphen may stand. Whether a
sentence is about a seller's act is decided by who acts in it (`processengine.rules.buyer.acts`), never by one of these words
alone: "Proposal sent" is the seller's, "Proposal asked for by the buyer" is not. The entries come from the default
stages of common CRM systems and from published sales processes. Another language is added by adding its words.
"""

from typing import Final

SELLERS: Final[tuple[str, ...]] = (
    "we", "us", "i", "me", "seller", "sellers", "salesperson", "salespeople", "sales", "sales team", "sales rep",
    "sales reps", "sales representative", "sales manager", "sales engineer", "sales executive", "rep", "reps", "representative",
    "account executive", "account manager", "key account manager", "national account manager", "ae", "sdr", "bdr",
    "solution engineer", "solutions engineer", "solution consultant", "presales", "pre sales", "presales engineer",
)  # fmt: skip
"""Whoever sells."""

OUR_PEOPLE: Final[tuple[str, ...]] = (
    "seller", "sellers", "sales", "rep", "reps", "representative", "team", "engineer", "engineers", "consultant", "consultants",
    "specialist", "specialists", "expert", "experts", "manager", "managers", "director", "founder", "founders", "people",
    "colleague", "colleagues", "executive", "side",
)  # fmt: skip
"""Whom "our" makes ours; "our champion" and "our sponsor" are the buyer's."""

BUYERS: Final[tuple[str, ...]] = (
    "buyer", "customer", "client", "prospect", "lead", "leads", "account", "company", "champion", "sponsor", "contact",
    "stakeholder", "stakeholders", "decision maker", "decision makers", "budget holder", "economic buyer", "users", "cfo", "ceo",
    "cto", "cio", "coo", "board", "them",
)  # fmt: skip
"""Whom a seller calls, meets or writes to."""

PAPERS: Final[tuple[str, ...]] = (
    "proposal", "proposals", "quote", "quotes", "quotation", "estimate", "offer", "bid", "contract", "nda", "invoice",
    "brochure", "deck", "pricing", "price", "prices", "price list", "case study", "case studies", "references", "rfp response",
    "statement of work",
)  # fmt: skip
"""What a seller writes and hands over."""

PAPER_ACTS: Final[tuple[str, ...]] = (
    "sent", "sent out", "emailed", "mailed", "delivered", "issued", "submitted", "presented", "prepared", "drafted", "generated",
    "created", "shared", "provided", "given", "handed over", "made",
)  # fmt: skip
"""What happens to a paper by a seller's hand."""

MESSAGES: Final[tuple[str, ...]] = (
    "email", "emails", "e mail", "mail", "mails", "letter", "message", "voicemail", "information", "info", "materials", "recommendation",
)  # fmt: skip
"""What a seller writes to somebody."""

MESSAGE_ACTS: Final[tuple[str, ...]] = ("sent", "sent out", "left")
"""What happens to a message by a seller's hand."""

EVENTS: Final[tuple[str, ...]] = (
    "demo", "demos", "demonstration", "presentation", "pitch", "walkthrough", "workshop", "meeting", "meetings", "appointment",
    "call", "calls", "discovery", "needs analysis", "needs assessment", "qualification", "follow up",
)  # fmt: skip
"""What a seller arranges and holds."""

EVENT_ACTS: Final[tuple[str, ...]] = (
    "completed", "complete", "done", "given", "held", "booked", "scheduled", "arranged", "set", "set up", "fixed", "made",
    "conducted", "delivered", "performed", "carried out", "run", "finished", "offered", "attempted", "taken place", "happened",
)  # fmt: skip
"""What happens to an event by a seller's doing."""

OFFERINGS: Final[tuple[str, ...]] = ("product", "solution", "value proposition", "roi")
"""What a seller shows."""

OFFERING_ACTS: Final[tuple[str, ...]] = (
    "presented",
    "proposed",
    "pitched",
    "demonstrated",
    "demoed",
    "shown",
    "explained",
)
"""What happens to an offering by a seller's doing."""

CONTACTS: Final[tuple[str, ...]] = ("contact", "first contact", "outreach")
"""A seller's first word to somebody."""

CONTACT_ACTS: Final[tuple[str, ...]] = ("made", "established", "attempted", "done")
"""What happens to a contact by a seller's doing."""

OBJECTIONS: Final[tuple[str, ...]] = ("objection", "objections")
"""What a seller thinks is in the way."""

OBJECTION_ACTS: Final[tuple[str, ...]] = ("handled", "overcome", "addressed", "answered", "dealt with")
"""What a seller does about it."""

APPROACHED: Final[tuple[str, ...]] = ("contacted", "called", "emailed", "visited", "pitched", "reached")
"""What a seller does to people: "Decision maker contacted"."""

APPROACH: Final[tuple[str, ...]] = (
    "call", "calling", "contact", "contacting", "contacted", "attempting to contact", "attempt to contact", "email", "emailing",
    "emailed", "visit", "visiting", "visited", "meet", "meet with", "met", "met with", "spoke to", "spoke with",
    "reach out to", "reached out to", "follow up with", "followed up with", "pitch to", "pitched to", "present to",
    "presented to",
)  # fmt: skip
"""The same, said first: "Met with the decision maker"."""

DO: Final[tuple[str, ...]] = (
    "send", "sent", "sending", "give", "gave", "giving", "book", "booked", "booking", "schedule", "scheduled", "scheduling",
    "arrange", "arranged", "arranging", "set up", "setting up", "present", "presented", "presenting", "deliver", "delivered",
    "delivering", "conduct", "conducted", "conducting", "hold", "held", "holding", "make", "made", "making", "prepare",
    "prepared", "preparing", "submit", "submitted", "submitting", "drafted", "drafting", "issued", "issuing", "create", "created",
    "creating", "shared", "sharing", "show", "showed", "shown", "showing", "demoed", "demonstrate", "demonstrated",
    "demonstrating", "propose", "proposing", "pitched", "pitching", "explain", "explained", "explaining", "offered", "offering",
    "handle", "handled", "handling", "overcome", "overcame", "overcoming", "attempt", "attempted", "attempting", "completed",
)  # fmt: skip
"""Doing words that begin a sentence without a subject: "Send the proposal", "Conduct a demonstration"."""

WHOLE: Final[tuple[str, ...]] = (
    "prospecting", "cold calling", "cold call", "cold calls", "outreach", "calling", "ready to call", "pitch", "pitching", "pitched",
    "quoting", "quoted", "presenting", "demoing", "demoed", "contacted", "called", "emailed", "visited", "follow up", "follow ups",
    "following up", "followed up", "attempting contact",
)  # fmt: skip
"""Titles that say a seller's act in no more than these words."""

VERBS: Final[tuple[str, ...]] = (
    "send", "give", "show", "present", "demo", "demonstrate", "propose", "quote", "offer", "call", "contact", "email", "visit",
    "meet", "book", "schedule", "arrange", "prepare", "submit", "deliver", "pitch", "explain", "convince", "qualify", "identify",
    "map", "discover", "understand", "believe", "think", "expect", "negotiate", "follow", "reach", "speak", "talk", "hold", "make",
    "build", "close", "handle", "overcome", "confirm", "estimate", "share", "ask", "find", "listen",
    "sent", "gave", "met", "understood", "thought", "spoke", "held", "made", "built", "overcame", "ran", "found", "wrote", "told",
)  # fmt: skip
"""Verbs after which a sentence that begins with the seller is about a seller's act, regular forms left out."""

DONE: Final[tuple[str, ...]] = (
    "sent", "shown", "given", "met", "spoken", "held", "made", "done", "run", "written", "told", "built", "found", "taken",
    "brought", "put", "set", "understood", "led", "drawn", "left", "taught", "begun", "gone", "sold", "kept", "dealt", "laid",
    "won", "overcome",
)  # fmt: skip
"""Irregular participles that make the same after "have"."""

NO_ACTS: Final[tuple[str, ...]] = (
    "received", "agreed", "need", "needed", "learned", "learnt", "heard", "seen", "got", "gotten", "had", "known", "been", "obtained", "gained",
)  # fmt: skip
"""What happens to a seller, or is done by both sides, and therefore tells of the buyer too."""

OTHER_MEETINGS: Final[tuple[str, ...]] = (
    "board", "internal", "committee", "council", "management", "steering", "team", "own", "budget", "reference", "peer", "staff",
    "works", "supplier", "suppliers", "vendor", "vendors", "shareholder", "shareholders", "joint", "user", "users", "incumbent",
)  # fmt: skip
"""Words before an event or a paper that make it somebody else's: "Board meeting held", "Vendor proposals sent"."""

MEANS: Final[tuple[str, ...]] = (
    "email", "e", "mail", "post", "phone", "telephone", "letter", "courier", "video", "text", "chat", "hand", "end", "then", "now",
    "date", "day", "deadline", "next", "today", "tomorrow", "monday", "tuesday", "wednesday", "thursday", "friday", "january",
    "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "year", "month",
    "week", "quarter",
)  # fmt: skip
"""What stands after "by" and is nobody: "Proposal sent by email"."""
