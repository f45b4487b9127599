"""What all settings share: SQLite, local files, German first; switches by environment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from portal.settings import environment as env
from portal.settings.accounts import *  # noqa: F403  (settings are gathered by star import)
from portal.settings.cms import *  # noqa: F403
from portal.settings.languages import *  # noqa: F403
from portal.settings.security import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(env.text("PORTAL_VAR") or BASE_DIR / "var")

SECRET_KEY = env.text("SECRET_KEY", "only-for-development-never-in-production")
DEBUG = False
DEMO = False
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost")
PORTAL_BASE_URL = env.text("PORTAL_BASE_URL", "http://127.0.0.1:8000")
WAGTAILADMIN_BASE_URL = PORTAL_BASE_URL

INSTALLED_APPS = [
    "home",
    "projects",
    "actors",
    "media",
    "portal",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.embeds",
    "wagtail.users",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks",
    "django_tasks_db",
    "altcha_django",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.security.PolicyMiddleware",
    "portal.ranges.RangeMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "portal.editing.middleware.AdminLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.accounts.middleware.SecondFactorMiddleware",
    "portal.editing.middleware.AdminFilterMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEST_RUNNER = "django.test.runner.DiscoverRunner"
FORM_RENDERER = "portal.styleguide.renderer.PortalRenderer"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "portal" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.portal",
                "home.context.surroundings",
            ],
        },
    }
]

DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR_DIR / "portal.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
}
if env.text("DATABASE_URL"):
    DATABASES["default"] = env.postgresql(env.text("DATABASE_URL"))

CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
if env.text("REDIS_URL"):
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": env.text("REDIS_URL"),
    }

STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "private", "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if env.text("S3_BUCKET"):
    from portal.settings.s3 import private_options, public_options

    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": public_options(),
    }
    STORAGES["private"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": private_options(),
    }

# An internal address of nginx that leads to `var/private`: it then sends the private files that
# a view of ours has released. Empty: the portal sends them itself.
ACCEL_REDIRECT = env.text("ACCEL_REDIRECT")
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# What `build_frontend` made of the front-end packages.
FRONTEND_DIR = VAR_DIR / "frontend"
for _folder in (FRONTEND_DIR, STATIC_ROOT):
    _folder.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [("frontend", FRONTEND_DIR)]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]

TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "jobs": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]},
}

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Stadtteilbüro <stadtteilbuero@example.org>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
OFFICE_EMAIL = env.text("OFFICE_EMAIL", "stadtteilbuero@example.org")
# Sender of letters: name, then street and town separated by commas.
OFFICE_NAME = env.text("OFFICE_NAME", "Stadtteilbüro Hamm-Norden")
OFFICE_ADDRESS = env.words("OFFICE_ADDRESS", "Sorauer Straße 14, 59065 Hamm")
if env.text("EMAIL_HOST"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = env.text("EMAIL_HOST")
    EMAIL_PORT = env.number("EMAIL_PORT", 587)
    EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
    EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
    EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", True)
    EMAIL_TIMEOUT = 20

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
# Tiles of a map server, shown only after a click; empty: the drawn district map alone.
MAP_TILE_URL = env.text("MAP_TILE_URL")
MAP_TILE_ATTRIBUTION = env.text("MAP_TILE_ATTRIBUTION")
# Virus check of uploads by ClamAV: `unix:/run/clamav/clamd.ctl` or `tcp://127.0.0.1:3310`; off if
# empty. The time is for one file, in seconds.
CLAMD_ADDRESS = env.text("CLAMD_ADDRESS")
CLAMD_TIMEOUT = env.number("CLAMD_TIMEOUT", 60)
ALTCHA_HMAC_SECRET = env.text("ALTCHA_HMAC_SECRET", SECRET_KEY)
# Our own module loads the widget and its workers, so that the strict policy holds.
ALTCHA_WIDGET_JS_SOURCE = "custom"
ALTCHA_WIDGET_JS_URL = f"{STATIC_URL}portal/js/spam_check.js"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
        # Scanners that ask for foreign hosts get their 400; a traceback each helps nobody.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
