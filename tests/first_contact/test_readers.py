"""What the small readers make of other tools' files, and of the traps in them."""

from pathlib import Path

import pytest
from defusedxml import DTDForbidden

from processengine.settings import Settings
from processengine.validate import validate
from tests.first_contact.bpmn import draft_of
from tests.first_contact.drafts import Draft, StageDraft, Way, text_of
from tests.first_contact.material import TODAY
from tests.first_contact.salesforce import organisations

METADATA = 'xmlns="http://soap.sforce.com/2006/04/metadata"'
MODEL = 'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'


def value(name: str, *, closed: bool = False, won: bool = False, probability: str = "") -> str:
    """A value of a set."""
    more = f"<probability>{probability}</probability>" if probability else ""
    return (
        f"<standardValue><fullName>{name}</fullName><label>{name}</label><closed>{str(closed).lower()}</closed>"
        f"{more}<won>{str(won).lower()}</won></standardValue>"
    )


def business_process(title: str, *names: str) -> str:
    """A process that uses some values."""
    values = "".join(f"<values><fullName>{name}</fullName></values>" for name in names)
    return f"<BusinessProcess {METADATA}><fullName>{title}</fullName>{values}</BusinessProcess>"


def organisation(folder: Path, values: str, *processes: str) -> dict[str, Draft]:
    """Write an organisation's files as a repository has them, and read them."""
    own = folder / "orgs" / "acme+crm" / "main"
    listed = own / "objects" / "Opportunity" / "businessProcesses"
    listed.mkdir(parents=True)
    (folder / "INDEX.tsv").write_text("kind\trepo\nbusinessProcess\tacme/crm\nvalueset\tacme/crm\n", encoding="utf-8")
    for number, text in enumerate(processes):
        (listed / f"p{number}.businessProcess-meta.xml").write_text(text, encoding="utf-8")
    if values:
        (own / "standardValueSets").mkdir()
        text = f"<StandardValueSet {METADATA}>{values}</StandardValueSet>"
        (own / "standardValueSets" / "OpportunityStage.standardValueSet-meta.xml").write_text(text, encoding="utf-8")
    (found,) = organisations(folder)
    return found.drafts


SET = (
    value("Won", closed=True, won=True, probability="100") + value("Talk", probability="10") + value("Offer/Price")
    + value("Gone", closed=True, probability="0")
)  # fmt: skip


def test_the_value_set_says_the_order_and_the_kinds(tmp_path: Path) -> None:
    """A process lists its values by the alphabet, with names percent-encoded; a probability may be absent."""
    (draft,) = organisation(tmp_path, SET, business_process("New%2FOld", "Gone", "Offer%2FPrice", "Talk", "Won")).values()
    assert draft == Draft(
        "New/Old",
        {
            "talk": StageDraft("Talk", probability=10, ways=(Way("offer-price"),)),
            "offer-price": StageDraft("Offer/Price", ways=(Way("won"),)),
            "won": StageDraft("Won", "won", 100),
            "gone": StageDraft("Gone", "lost", 0),
        },
        ("gone",),
    )


def test_each_process_takes_its_own_values_out_of_the_one_set(tmp_path: Path) -> None:
    """Several interleave in it; two that are equal are one."""
    found = organisation(
        tmp_path, SET, business_process("A", "Talk", "Won"), business_process("B", "Gone", "Talk"), business_process("A", "Talk", "Won")
    )
    assert [(name, list(draft.stages)) for name, draft in found.items()] == [("a", ["talk", "won"]), ("b", ["talk", "gone"])]


def test_an_organisation_without_processes_uses_all_values(tmp_path: Path) -> None:
    """It has one process, and nobody wrote it down."""
    assert list(organisation(tmp_path, SET)["all-values"].stages) == ["talk", "offer-price", "won", "gone"]


def test_without_a_value_set_only_the_shipped_values_are_known_to_be_closed(tmp_path: Path) -> None:
    """The rest is taken as open, in the order given."""
    (draft,) = organisation(tmp_path, "", business_process("A", "Closed Lost", "Closed Won", "Talk")).values()
    assert [(name, stage.outcome) for name, stage in draft.stages.items()] == [("talk", ""), ("closed-lost", "lost"), ("closed-won", "won")]


def test_a_file_with_a_document_type_is_refused(tmp_path: Path) -> None:
    """It could make a small file a large one, or read another file."""
    bomb = '<!DOCTYPE lol [<!ENTITY a "aaaa">]>'
    with pytest.raises(DTDForbidden):
        organisation(tmp_path, SET, bomb + business_process("A", "Talk"))
    model = tmp_path / "m.bpmn"
    model.write_text(f'{bomb}<definitions {MODEL}><process id="p"/></definitions>', encoding="utf-8")
    with pytest.raises(DTDForbidden):
        draft_of(model)


FLOWS = """
<startEvent id="begin"/> <userTask id="ask" name="Ask"/> <boundaryEvent id="late" name="Too late" attachedToRef="ask"/>
<exclusiveGateway id="fit" name="Fit?"/> <parallelGateway id="fork" name="Both"/> <task id="a"/> <task id="b"/>
<parallelGateway id="join"/> <endEvent id="done" name="Done"/> <endEvent id="off" name="Off &lt;1"><terminateEventDefinition/></endEvent>
<sequenceFlow sourceRef="begin" targetRef="ask"/> <sequenceFlow sourceRef="ask" targetRef="fit"/>
<sequenceFlow sourceRef="fit" targetRef="fork" name="Yes"/> <sequenceFlow sourceRef="fit" targetRef="off" name="No < 1"/>
<sequenceFlow sourceRef="late" targetRef="ask"/>
<sequenceFlow sourceRef="fork" targetRef="a"/> <sequenceFlow sourceRef="fork" targetRef="b"/>
<sequenceFlow sourceRef="a" targetRef="join"/> <sequenceFlow sourceRef="b" targetRef="join"/> <sequenceFlow sourceRef="join" targetRef="done"/>
"""


def test_a_model_is_read_with_what_its_gateways_say(tmp_path: Path) -> None:
    """What runs in parallel is one stage, an event on a task is a way out of it, and a bare sign stops nothing."""
    path = tmp_path / "m.bpmn"
    path.write_text(f'<definitions {MODEL}><process id="p" name="Sales">{FLOWS}</process></definitions>', encoding="utf-8")
    assert draft_of(path) == Draft(
        "Sales",
        {
            "ask": StageDraft("Ask", ways=(Way("both", "Fit? Yes"), Way("off-1", "Fit? No < 1"), Way("ask", "Too late"))),
            "both": StageDraft("Both", ways=(Way("done"),)),
            "done": StageDraft("Done", "won"),
            "off-1": StageDraft("Off <1", "lost"),
        },
    )


@pytest.mark.parametrize("title", ["no", "2024", 'He said "yes": # now', "商談", "{curly}", "a" * 90, "null"])
def test_a_draft_is_a_file_that_can_be_read_whatever_its_titles(title: str) -> None:
    """Ids and titles are quoted where YAML would make something else of them."""
    stages = {"no": StageDraft(title, ways=(Way("won", title),)), "won": StageDraft(title, "won"), "lost": StageDraft("Lost", "lost")}
    text = text_of("2024", Draft(title, stages, ("lost",)))
    found = validate(text, "p.yaml", Settings(TODAY))
    assert [one for one in found.diagnostics if one.severity.value == "error"] == []
    assert '  "no":\n' in text
