"""What editors say of each key while somebody types, by the model that has it.

What an element is stands in its model's docstring; what a key of it means stands here, once. A test holds the two sides
equal, so that no key goes without a word and none is described that is gone.
"""

KINDS_OF_DOCUMENT = {
    "process": "A process: a named graph of stages that mirror what the buyer goes through. The value is its id.",
    "journey": "A journey: the buyer's steps that processes mirror. The value is its id.",
    "library": "The settings of this folder: people, policy, evidence, rules. The value is its id.",
    "proposal": "A proposal: a change with its reasons, claims and expectation. The value is its id.",
}
"""The first keys that a document may have, and what each makes of it."""

_PROCESS = {
    "process": "The process's id: lower-case letters, digits and hyphens.",
    "version": 'Three numbers in quotes, "1.2.0"; `release` writes it, nobody else.',
    "motion": "new-business, existing-accounts, client or partner, or one that library.yaml lists.",
    "journey": "The journey whose steps the stages mirror; `buying-decision` is shipped. Opens the rules about the buyer.",
    "covers": "The phases of the journey that this process answers for: change, choice, excellence.",
    "owner": "Who keeps this process.",
    "led_by": "The role that leads the stages which don't say otherwise.",
    "reviewed": "The day on which leadership last held it against the market: 2026-09-30.",
    "review_every": "How many days a review holds: `90 days`.",
    "client_result": "What the client has in the end that they lacked in the beginning.",
    "start": "The stage where deals start; otherwise the first one.",
    "roles": "Who works on our side, by id.",
    "buying_team": "The Buying Decision Team: whoever the buyer must enlist, by id.",
    "change_work": "What must settle inside the buyer before anything is chosen, by id.",
    "kits": "What champions and partners are handed so that they can sell when we are not there, by id.",
    "from_anywhere": "Outcomes and parked stages that a deal may leave for from any stage.",
    "exit_criteria": "Criteria that hold in every stage that is no outcome and not parked, by id.",
    "stages": "The stages, in order, by id. The order says what is going on and what is going back.",
    "measures": "Named quantities computed from the deals, by id.",
}
_STAGE = {
    "mirrors": "The steps of the buyer's journey that this stage mirrors.",
    "buyer": "What the buyer is busy with while the deal stays here; not what we do.",
    "led_by": "The role that leads here, where it is not the process's.",
    "involves": "Who of the buying team takes part.",
    "closed_door": "true: the buyer decides without the seller in the room.",
    "parked": "true: the deal waits here, and returns to the stage that it left unless `next` says otherwise.",
    "max_days": "After how many days a deal has stayed here too long.",
    "probability": "How many in a hundred deals that get here are won, in percent.",
    "forecast": "pipeline, best-case, most-likely, commit, omitted or closed.",
    "exit_criteria": "What must be true of the buyer before the deal goes on, by id.",
    "records": "What we write down on entering; no fact about the buyer. By id.",
    "plays": "What the seller may do to help the buyer through: options, not orders. By id.",
    "next": "The stages that a deal may go to from here; `process/stage` leads into another process.",
    "from_anywhere": "This stage's own list instead of the process's; `[]` for none.",
    "outcome": (
        "Makes this an outcome, where a deal ends: won, lost, no-decision, disqualified (we chose not to sell), introduced (to another "
        "client), realised (the client got what they came for), unrealised, admin (made in error)."
    ),
    "because": "Why there was no decision: status-quo or indecision.",
    "continues_in": "The process, or process/stage, in which the deal goes on after this outcome.",
}
_CRITERION = {
    "fact": "A fact about the buyer, in a sentence: what they did, wrote, said or agreed.",
    "proof": "What shows it: document, email, meeting, system, signature or quote.",
    "required": "false: good to have, and no deal waits for it. true unless said.",
    "when": "When it is asked for at all, in words.",
    "applies": "now: also to deals that are in the stage already.",
    "names": "Who of the buying team this fact names.",
    "tests": "Who of the buying team is shown by this fact to carry the flag.",
    "settles": "The change work that this fact settles.",
    "states_client_result": "true: with this fact the buyer says what result they want.",
}
_PLAY = {
    "do": "What the seller may do.",
    "asks": "Questions to ask, word for word.",
    "by": "The role that does it; otherwise the one that leads the stage.",
    "serves": "change, choice, champion or client.",
    "kit": "The kit that is handed over.",
    "equips": "Whom it equips, where that is not whom the kit is for.",
}
_EVENT = {
    "reached": "A stage that a deal got to; `process/stage` in another process.",
    "outcome": "A kind of outcome that a deal ended in.",
    "criterion": "An exit criterion that was met: `stage/id`.",
    "play": "A play that was made: `stage/id`.",
    "kit": "A kit that was handed over.",
    "activity": "Something a seller did: dial, conversation, appointment, meeting, rejection.",
    "with_decision_maker": "Only activities with, or without, a decision maker.",
    "account": "Only activities on target, existing or new accounts.",
}
_QUANTITY = {
    "share": "Which part of the deals in `among` had this event, from 0 to 1.",
    "among": "The deals that count: those with this event, or with all of a list.",
    "duration": "The days from one event to the first later other one.",
    "quantile": "Which quantile of the days, from 0 to 1; 0.5 is the median.",
    "ratio": "How many of one event there are for each of another.",
    "count": "How many of this event there are.",
    "last": "Only events of the last days: `90 days`.",
    "within": "How long each deal is watched: `180 days`; younger ones are left out and counted.",
}
_PROPOSAL = {
    "proposal": "The proposal's id: lower-case letters, digits and hyphens.",
    "process": "The process that it changes.",
    "author": "Who proposes it.",
    "opened": "The day on which it was opened: 2026-11-02.",
    "status": "draft, open or withdrawn; everything else is computed.",
    "why": "Why, in your own words.",
    "claims": "Statements of fact about what is, recomputed from the deals, by id.",
    "expects": "What will happen to a measure, by the measure's id.",
    "moves": "Where deals in flight go from stages that are gone: `old: new`.",
    "record": "The ruling, as `release` and `outcomes` write it; nobody else.",
}
_CLAIM = {
    "says": "The claim in a sentence.",
    "at_least": "The quantity is this or more.",
    "at_most": "The quantity is this or less.",
    "compare": "The measure that is compared, by name or written out.",
    "where": "The deals in which this event came first.",
    "versus": "What they are compared with: the rest.",
    "direction": "higher or lower: what the claim says of them.",
}
_RULING = {
    "ruling": "accepted or rejected.", "by": "Who ruled.", "at": "The day of the ruling.", "why": "The reason given.",
    "version": "The version that it was released as.", "key": "What was ruled on, as a hash.",
    "approvals": "Those whose approvals counted.", "answers": "What the ruling says to each claim that the deals contradict.",
    "files": "Digests of the files that were decided on.", "evidence": "The digest of the deals' data that was looked at.",
    "judged": "The day on which the expectations were judged.", "verdicts": "How each came out, by the measure's id.",
}
_LIBRARY = {
    "library": "The library's id: lower-case letters, digits and hyphens.",
    "people": "Who works here, by id.",
    "policy": "Whose approval a change needs, by its impact. Without it one other person's is enough.",
    "motions": "Motions beside new-business, existing-accounts, client and partner.",
    "evidence": "Where the deals' history is.",
    "rules": "How serious a rule is here: error, warning, note, or none to leave it out; also by place.",
    "allow_suppressions": "false: `# processengine: allow[...]` counts for nothing.",
    "crm": "Which CRM keeps which process, and under which names: `salesforce: {new-business: {...}}`.",
}
_EVIDENCE = {
    "source": "A file, a folder, or a connection URL of a warehouse.",
    "names": "The CRM whose stage names the source speaks.",
    "as_of": "The day on which the data was taken.",
    "min_deals": "How few deals are too few to judge by; 30 unless said.",
    "echo_minutes": "A row so soon after an outcome is its echo; 5 minutes unless said.",
    "tables": "Which columns hold what: stage_history, deals, facts, activities.",
}

FIELDS: dict[str, dict[str, str]] = {
    "Element": {"about": "Anything worth knowing, in words."},
    "Named": {"title": "What people call it; without one its id in words."},
    "Process": {**_PROCESS, "was": "Its earlier ids, oldest first; they stay."},
    "Role": {"kind": "Where the id says it not: seller, sdr, specialist, account-manager, national-account-manager, leader, partner."},
    "TeamMember": {
        "kind": "Where the id says it not: champion, economic-buyer, user, technical, legal, procurement, incumbent, blocker, other.",
        "wants": "What they want for themselves.",
        "stance": "Where they stand: for it, against it, undecided.",
    },
    "ChangeWork": {
        "kind": "people, policy, rule, relationship, vendor or partner.",
        "settle": "What has to be settled.",
        "who": "Who of the buying team settles it.",
    },
    "Kit": {
        "for": "The team members or roles that it is for.",
        "file": "The file that is handed over, as a path in the library.",
        "field": "Where the CRM keeps that it was handed over.",
    },
    "Transition": {
        "to": "The stage, or process/stage, that it leads to.",
        "when": "When a deal goes this way, in words.",
        "needs": "Which exit criteria this way needs; all, where it goes on and nothing is said. `[]` for none.",
    },
    "Criterion": {**_CRITERION, "field": "Where the CRM keeps it."},
    "Record": {"field": "Where the CRM keeps it.", "required": "true: it has to be there."},
    "Play": {**_PLAY, "field": "Where the CRM keeps that it was done."},
    "Stage": {**_STAGE, "was": "Its earlier ids, oldest first; they stay, so that deals and history are found."},
    "Event": _EVENT,
    "Duration": {"from": "The event that starts the clock.", "to": "The event that stops it."},
    "Ratio": {"of": "What is counted.", "per": "For each of what."},
    "Quantity": _QUANTITY,
    "Measure": {
        "target": "What it should come to.",
        "baseline": "What it was when the target was set.",
        "each": "Computed for each week, month or quarter.",
        "by": "Computed apart for each rep, or each value of another column.",
        "about": "client: it tells what the client gets.",
    },
    "Journey": {"journey": "The journey's id: lower-case letters, digits and hyphens.", "steps": "The buyer's steps, by id."},
    "Step": {
        "was": "Its earlier ids, oldest first; they stay.",
        "phase": "change (buy-in inside the buyer), choice (of solution and supplier) or excellence (the client's result).",
        "means": "By what rules know it under any id: team, workaround, buy-in, choice, decision or result.",
        "after": "The steps that come before it.",
        "always_on": "true: it spans stages, and has no place in the order.",
    },
    "Proposal": {**_PROPOSAL, "title": "What it proposes, in a line."},
    "Claim": {**_CLAIM, "about": "Anything worth knowing, in words."},
    "Expectation": {
        "from": "What the measure is now; recomputed.",
        "to": "What it will come to.",
        "by": "The day on which that is judged: 2027-06-30.",
        "guard": "Measures that must not get worse: not-higher or not-lower.",
    },
    "Verdict": {"verdict": "held, not-held or inconclusive.", "value": "What the measure came to.", "n": "From how many deals."},
    "Ruling": _RULING,
    "Library": {**_LIBRARY, "title": "What people call this folder."},
    "Person": {
        "name": "Their name.", "email": "Their address, as git knows it.", "github": "Their login on GitHub.", "gitlab": "Their login on GitLab.",
        "roles": "rep, manager, leader, ops: whose approval theirs counts as.",
    },
    "Policy": {
        "editorial": "For better words.",
        "behavioural": "For changes in how deals are worked.",
        "breaking": "For changes in what deals in flight stand on, or in what is measured.",
    },
    "Clause": {
        "approvals": "How many of which role must approve: `{leader: 1, anyone: 1}`.",
        "claims": "How many computed claims a proposal needs.",
        "expects": "How many expectations a proposal needs.",
        "in_flight": "planned: a proposal must say where deals in flight go.",
    },
    "Evidence": _EVIDENCE,
    "RuleSetting": {
        "severity": "error, warning, note, or none to leave it out; without it the rule's own.",
        "in": "Places where it is another one; the last that covers a finding counts.",
        "because": "Why.",
    },
    "Scope": {
        "severity": "error, warning, note, or none to leave it out.",
        "file": "A file or folder, as a path in the library.",
        "process": "A process's id.",
        "path": "An element and all below it: `stages.consensus`.",
        "because": "Why.",
    },
    "CrmProcess": {
        "process": "What the CRM calls the process.",
        "pipeline": "What the CRM calls the pipeline.",
        "record_type": "The record type of its deals.",
        "stages": "Each stage's names in the CRM; the first is written, all are read.",
        "not_stages": "Names in the CRM that are no stages; they are skipped and counted.",
    },
}
"""Model, then key as it is written in a file: what is said of it. A key of a base model is described there, once."""
