"""Production: refuses to start with an unsafe default."""

from django.core.exceptions import ImproperlyConfigured

from portal.settings import environment as env
from portal.settings.base import *  # noqa: F403

SECRET_KEY = env.required("SECRET_KEY")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5:
    raise ImproperlyConfigured("SECRET_KEY must have at least 50 random characters")
ALTCHA_HMAC_SECRET = env.text("ALTCHA_HMAC_SECRET", SECRET_KEY)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts of the portal")
PORTAL_BASE_URL = env.required("PORTAL_BASE_URL")
if not PORTAL_BASE_URL.startswith("https://"):
    raise ImproperlyConfigured("PORTAL_BASE_URL must start with https://")
WAGTAILADMIN_BASE_URL = PORTAL_BASE_URL
DATABASES["default"] = env.postgresql(env.required("DATABASE_URL"))  # noqa: F405
env.required("EMAIL_HOST")
DEFAULT_FROM_EMAIL = env.required("DEFAULT_FROM_EMAIL")
OFFICE_EMAIL = env.required("OFFICE_EMAIL")
if env.flag("DEBUG") or env.flag("DEMO"):
    raise ImproperlyConfigured("DEBUG and DEMO must be off in production")

if not env.text("REDIS_URL"):
    # Rate limits and spam replay protection need a cache that all processes share.
    CACHES["default"] = {  # noqa: F405
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
    }

STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
}
CSRF_TRUSTED_ORIGINS = [PORTAL_BASE_URL.rstrip("/")]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Rate limits count by client: the last of X-Forwarded-For is what our own proxy saw.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 1)
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
# Previews and the userbar of the CMS stand in a frame of the same origin.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
