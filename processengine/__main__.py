"""`python -m processengine`."""

from processengine.cli.main import main

if __name__ == "__main__":
    main()
