"""The WSGI application that granian serves."""

import os

import pypinyin  # noqa: F401  # reads its phrases, for which the first who saves would wait
from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
application = get_wsgi_application()
if settings.PAGE_CACHE:
    from newsroom.pagecache import PageCache
    from newsroom.urls import DESK_PREFIXES

    application = PageCache(application, (*DESK_PREFIXES, settings.STATIC_URL, "/healthz", "/preview/"))  # type: ignore[assignment]
