"""Intake: how an application comes in."""
