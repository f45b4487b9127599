"""Wagtail: names, custom models, uploads; nothing is fetched from elsewhere."""

from portal.settings import environment as env

WAGTAIL_SITE_NAME = env.text("PORTAL_NAME", "Stadtteilportal Hamm-Norden")
WAGTAILADMIN_PERMITTED_LANGUAGES = [("de", "Deutsch"), ("en", "English")]
# Days as people here write them; `portal/formats` lets English readers type them too.
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
# One district, one time: nobody chooses another.
WAGTAIL_USER_TIME_ZONES = ["Europe/Berlin"]
WAGTAILIMAGES_IMAGE_MODEL = "media.PortalImage"
WAGTAILDOCS_DOCUMENT_MODEL = "media.PortalDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 12 * 1024 * 1024
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"png": "webp", "jpeg": "webp", "webp": "webp"}
WAGTAILIMAGES_IMAGE_FORM_BASE = "media.images.forms.PortalImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "media.documents.forms.PortalDocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "odt", "ods", "mp4", "webm"]
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_LOGIN_URL = "admin_login"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
# One step only, and it looks at who wrote the newest version (portal/editing).
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = True
# Nobody approves their own text unless the office allows it.
WORKFLOW_OWN_APPROVAL = env.flag("WORKFLOW_OWN_APPROVAL")
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": True}
}
TAGGIT_CASE_INSENSITIVE = True
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
# A page handed over for translation is saved as a draft; the approval group publishes it.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = (
    {
        "CLASS": "wagtail_localize.machine_translators.deepl.DeepLTranslator",
        "OPTIONS": {"AUTH_KEY": env.text("DEEPL_KEY")},
    }
    if env.text("DEEPL_KEY")
    else {
        "CLASS": "wagtail_localize.machine_translators.libretranslate.LibreTranslator",
        "OPTIONS": {
            "LIBRETRANSLATE_URL": env.text("LIBRETRANSLATE_URL"),
            "API_KEY": env.text("LIBRETRANSLATE_KEY"),
        },
    }
    if env.text("LIBRETRANSLATE_URL")
    else None
)
