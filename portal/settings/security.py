"""Security headers and the Content-Security-Policy of public and account pages."""

from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from portal.settings import environment as env

_oidc = urlsplit(env.text("OIDC_SERVER_URL"))
_tiles = urlsplit(env.text("MAP_TILE_URL").replace("{s}.", ""))
_media = urlsplit(env.text("S3_PUBLIC_URL"))


def _origin(parts: object) -> list[str]:
    scheme, host = getattr(parts, "scheme", ""), getattr(parts, "netloc", "")
    return [f"{scheme}://{host}"] if host else []


CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", *_origin(_tiles), *_origin(_media)],
        "object-src": [NONE],
        "base-uri": [SELF],
        "frame-ancestors": [SELF],
        "form-action": [SELF, *_origin(_oidc)],
    }
}
# Wagtail's date pickers and inline panels write style and script into the page (libraries.md).
ADMIN_SECURITY_POLICY = {
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:", *_origin(_media)],
    "frame-src": [SELF],
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "portal.views.csrf_failure"
