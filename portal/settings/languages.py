"""Languages: German is the source; Leichte Sprache, English, Turkish and Arabic beside it."""

from pathlib import Path

from django.conf import locale

# BCP 47 registers `simple` as a variant subtag, so de-simple is a valid value of `lang`.
locale.LANG_INFO["de-simple"] = {
    "bidi": False,
    "code": "de-simple",
    "name": "Simple German",
    "name_local": "Leichte Sprache",
}

LANGUAGE_CODE = "de"
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
LANGUAGES = [
    ("de", "Deutsch"),
    ("de-simple", "Leichte Sprache"),
    ("en", "English"),
    ("tr", "Türkçe"),
    ("ar", "العربية"),
]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
_portal = Path(__file__).resolve().parents[1]
# `accounts/locale` says the screens of django-allauth with "Sie" and in plain words.
LOCALE_PATHS = [_portal / "locale", _portal / "accounts" / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
FORMAT_MODULE_PATH = "portal.formats"
