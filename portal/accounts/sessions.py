"""Sessions in the database, each read by a question that is written once (`Prepared`).

Every request of somebody signed in begins with it.
"""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import CharField
from django.db.models.functions import Now

from portal.kernel.prepared import Prepared

_SESSION = Prepared(
    lambda key: Session.objects.filter(session_key=key, expire_date__gt=Now()), key=CharField()
)


class SessionStore(db.SessionStore):
    """Django's own, but for how a session is found."""

    def _get_session_from_db(self) -> Session | None:
        """The session that has not run out; without one the key is given up."""
        found: Session | None = next(iter(_SESSION.objects(key=self.session_key)), None)
        if found is None:
            self._session_key = None
        return found
