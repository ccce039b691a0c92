"""`python -m processengine`, and the command that people install."""

import gc


def main() -> None:
    """Run the command line; whoever stops it while it is still being read gets the line that they get later."""
    # A command ends soon and gives back all its memory at once: searching it for cycles, while modules are read and at the
    # exit too, is a fifth of a short command's time and more of a long one's.
    gc.disable()
    try:
        from processengine.cli.main import main as run_command

        run_command()
    except KeyboardInterrupt:
        import sys

        sys.stderr.write("\nprocessengine: stopped.\n")  # a line of its own, behind the ^C that a terminal shows
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
