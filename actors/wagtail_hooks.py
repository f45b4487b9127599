"""Registers the admin screens of the network."""

from wagtail.snippets.models import register_snippet

from actors.viewsets import NetworkGroup

register_snippet(NetworkGroup)
