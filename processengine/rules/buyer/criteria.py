"""The criteria of a process as they are written, each once."""

from collections.abc import Iterator

from processengine.model.process import Criterion, Process


def written(process: Process) -> Iterator[tuple[str, Criterion]]:
    """Yield each criterion with its path: those of the process, then those of its stages."""
    for name, criterion in process.exit_criteria.items():
        yield f"exit_criteria.{name}", criterion
    for stage, found in process.stages.items():
        for name, criterion in found.exit_criteria.items():
            yield f"stages.{stage}.exit_criteria.{name}", criterion
