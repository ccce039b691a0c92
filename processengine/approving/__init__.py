"""Approvals that the server itself keeps: signed entries on a ref that nobody pushes to, checked before each use."""
