"""The recorded history run through a process: which moves it allows, how long deals stay where, and what is to be said of the data."""

from processengine.evidence.replaying.run import Course, replay

__all__ = ["Course", "replay"]
