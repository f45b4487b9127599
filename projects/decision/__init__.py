"""Decisions on applications: the award or refusal, the notice, and how it becomes final."""
