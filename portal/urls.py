"""All addresses: the admin, accounts, screens of the apps, then Wagtail's pages."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern

from portal import views
from portal.cms.routing import serve as serve_page

handler400 = "portal.views.bad_request"
handler403 = "portal.views.permission_denied"
handler404 = "portal.views.page_not_found"
handler500 = "portal.views.server_error"

# Wagtail's own ways in know no second factor, so they lead to the portal's.
to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("admin/login/", views.admin_sign_in, name="admin_login"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("medien/", include("media.images.urls")),
    path("spamschutz/", include("altcha_django.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("styleguide/", include("portal.styleguide.urls")),
]
if settings.DEMO:
    urlpatterns += [
        path("demo/", include("portal.demo.urls")),
        # In production the reverse proxy or the object storage serves public media.
        path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}),
    ]
urlpatterns += [
    path("offene-daten/", include("projects.register.urls")),
    path("", include("home.urls")),
]
urlpatterns += i18n_patterns(
    path("", include("home.screens")),
    path("", include("actors.urls")),
    path("konto/", include("portal.accounts.urls")),
    path("", include("projects.urls")),
    path("_util/login/", to_sign_in, name="page_login"),
    re_path(serve_pattern, serve_page, name="wagtail_serve"),
    path("", include(wagtail_urls)),
)
# One callback for the city's sign-in, whatever the language of the page it began on.
urlpatterns += [path("konto/", include("allauth.socialaccount.providers.openid_connect.urls"))]
