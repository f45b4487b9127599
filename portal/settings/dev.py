"""Development and demo: `make run` uses it; everything lives in `var/`."""

from portal.settings import environment as env
from portal.settings.base import *  # noqa: F403

DEBUG = env.flag("DEBUG")
DEMO = True
EMAIL_BACKEND = "portal.demo.mailbox.FileBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"  # noqa: F405
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
# One web process serves the demo, so a cache of its own is enough against replay.
SILENCED_SYSTEM_CHECKS = ["altcha.W001"]
