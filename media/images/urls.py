"""Addresses of the picture library: public ones and those of the admin."""

from django.urls import path

from media.images import views

urlpatterns = [path("<path:name>", views.media_file, name="media_file")]

admin_urlpatterns = [
    path("bilder/<int:image_id>/einwilligungen/", views.consents, name="media_consents"),
    path("bilder/<int:image_id>/freigeben/", views.release, name="media_release"),
    path("einwilligungen/<int:consent_id>/widerrufen/", views.withdraw, name="media_withdraw"),
]
