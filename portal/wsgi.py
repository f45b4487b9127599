"""The WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

from portal.collector import calm_collector

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
application = get_wsgi_application()
calm_collector()
