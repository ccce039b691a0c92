"""The one exception that users meet: a command that cannot run."""


class CannotRun(Exception):  # noqa: N818 - it says what it means
    """A command can't do its work: the message is one line that says what, where and what to do."""
