"""Registers the admin screens of the funding chain."""

from wagtail.snippets.models import register_snippet

from projects.viewsets import FundingGroup

register_snippet(FundingGroup)
