"""A library as a release has it, that also knows what is recorded since: under the names that its processes and stages got later."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from processengine.evidence.names import plain
from processengine.model.library import CrmProcess, Evidence, Library
from processengine.model.process import Process, Stage


class Later(NamedTuple):
    """A process of a release: as it was, what `also_called` makes of it, and its heir of today."""

    then: Process
    known: Process
    today: Process


def heir(name: str, today: Iterable[Process]) -> Process | None:
    """Return the process of today that is what one was; None where none says so."""
    some = tuple(today)
    return next((one for one in some if one.id == name), None) or next((one for one in some if name in one.was), None)


def also_called(then: Process, today: Process, others: Iterable[Process] = ()) -> Process:
    """Return a process as it was that also knows its rows of today: by its later ids, by those of its stages, and by later outcomes.

    Only a name that meant nothing then is added: to the stage that it is told to be by `was`, to one of several where these are
    outcomes of one kind, as it is; and an outcome that is new stands for itself. `others` are the other processes of then.
    """
    known = _meanings(then)
    stages = dict(then.stages)
    for name, stage in today.stages.items():
        new = tuple(one for one in (name, *stage.was) if plain(one) not in known)
        old = _earlier(then, stage) if name in new else None
        if old is not None:
            stages[old] = stages[old].model_copy(update={"was": (*stages[old].was, *new)})
        elif name in new and stage.outcome is not None and not set(stage.was) & then.stages.keys():
            title = "" if plain(stage.title) in known else stage.title
            stages[name] = Stage(outcome=stage.outcome, because=stage.because, title=title, was=new[1:])
        known |= set(map(plain, new))
    taken = {one for other in (then, *others) for one in (other.id, *other.was)}
    was = (*then.was, *(one for one in (today.id, *today.was) if one not in taken))
    return then.model_copy(update={"stages": stages, "was": was})


def _meanings(process: Process) -> set[str]:
    return {plain(text) for name, stage in process.stages.items() for text in (name, stage.title, *stage.was)}


def _earlier(then: Process, stage: Stage) -> str | None:
    """Return the stage of then that one of today is; of several any where they are one to a measure, being outcomes of a kind."""
    were = [one for one in stage.was if one in then.stages]
    is_same = stage.outcome is not None and {then.stages[one].outcome for one in were} == {stage.outcome}
    return were[0] if len(were) == 1 or is_same else None


def settings(then: Library | None, now: Library | None, later: Mapping[str, Later] | None = None) -> Library:
    """Return the settings by which deals were counted at a release; only where the source lies is as it is now.

    What was not said then at all is as it is now, but for numbers that would be chosen with the deals in sight: those are the
    usual ones. `later` has the processes of then that there are today, by their ids of then.
    """
    library, today = then or now or Library(library="none"), now.evidence if now is not None else None
    is_first = library.evidence is None or then is None
    usual = Evidence()
    since = None if today is None else today.model_copy(update={"min_deals": usual.min_deals, "echo_minutes": usual.echo_minutes})
    evidence = (since if is_first else library.evidence) or usual
    place = today.source if today is not None else ""
    crm = _crm({} if is_first else library.crm, now.crm if now is not None else {}, later or {}, is_first=is_first)
    return library.model_copy(update={"evidence": evidence.model_copy(update={"source": place or evidence.source, "as_of": None}), "crm": crm})


_Crm = Mapping[str, Mapping[str, CrmProcess]]


def _crm(then: _Crm, now: _Crm, later: Mapping[str, Later], *, is_first: bool) -> dict[str, dict[str, CrmProcess]]:
    """Return the mappings of then, with the names of outcomes that are new; or, where there were none, those of now by the ids of then."""
    if is_first:
        ids = {one.today.id: name for name, one in later.items()}
        return {system: {ids.get(name, name): mapping for name, mapping in processes.items()} for system, processes in now.items()}
    return {system: {name: _with_new(mapping, now.get(system, {}), later.get(name)) for name, mapping in processes.items()} for system, processes in then.items()}


def _with_new(then: CrmProcess, now: Mapping[str, CrmProcess], later: Later | None) -> CrmProcess:
    today = None if later is None else now.get(later.today.id)
    if later is None or today is None:
        return then
    spoken_for, meanings = {name for names in then.stages.values() for name in names} | set(then.not_stages), _meanings(later.then)
    added = {stage: tuple(one for one in today.stages[stage] if one not in spoken_for and plain(one) not in meanings)
             for stage in later.known.stages if stage not in later.then.stages and stage in today.stages}
    return then.model_copy(update={"stages": {**then.stages, **added}})
