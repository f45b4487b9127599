"""Who may read and answer messages to the office."""

from __future__ import annotations

from typing import Any

from home.enquiries.models import Enquiry
from portal.accounts.roles import Role, has_role

READERS = (Role.COORDINATOR, Role.EDITOR)


def may_list_enquiries(user: Any) -> bool:
    """The coordination and the editors; no one else reads what people write."""
    return has_role(user, *READERS)


def may_view_enquiry(user: Any, enquiry: Enquiry) -> bool:
    """Whoever may list them."""
    return may_list_enquiries(user)


def may_answer_enquiry(user: Any, enquiry: Enquiry) -> bool:
    """Whoever may read it may say that it is answered, or open it again."""
    return may_list_enquiries(user)
