"""Registers the admin screens of the funding chain."""

from wagtail import hooks

from projects.viewsets import FundingGroup


@hooks.register("register_admin_viewset")
def funding() -> FundingGroup:
    """The menu of the funding chain."""
    return FundingGroup()
