"""`python -m processengine`, and the command that people install."""


def main() -> None:
    """Run the command line; whoever stops it while it is still being read gets the line that they get later."""
    try:
        from processengine.cli.main import main as run_command

        run_command()
    except KeyboardInterrupt:
        import sys

        sys.stderr.write("\nprocessengine: stopped.\n")  # a line of its own, behind the ^C that a terminal shows
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
