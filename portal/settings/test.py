"""Tests: real files in a temporary folder, quick password hashes, warnings as errors."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("PORTAL_VAR", tempfile.mkdtemp(prefix="portal-test-"))

from portal.settings.base import *  # noqa: F403

DEMO = True
SECRET_KEY = "tests"  # noqa: S105  (no secret)
_run = Path(VAR_DIR) / os.environ.get("PYTEST_XDIST_WORKER", "main")  # noqa: F405
MEDIA_ROOT = _run / "media"
STORAGES["private"]["OPTIONS"] = {"location": _run / "private", "base_url": None}  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
EMAIL_FILE_PATH = _run / "mail"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
ACCOUNT_RATE_LIMITS: dict[str, str] = {}
# Every test client would scan all static files; browser tests run with the dev settings.
WHITENOISE_USE_FINDERS = False
WHITENOISE_AUTOREFRESH = False
if not os.environ.get("DATABASE_URL"):
    # A file database for race and browser tests; each worker of the test runner has its own.
    DATABASES["default"]["TEST"] = {  # noqa: F405
        "NAME": VAR_DIR / f"test-{_run.name}.sqlite3"  # noqa: F405
    }
elif os.environ.get("TEST_DATABASE_TEMPLATE"):
    # Each worker copies a migrated database (tests/run.py).
    DATABASES["default"]["TEST"] = {"TEMPLATE": os.environ["TEST_DATABASE_TEMPLATE"]}  # noqa: F405
