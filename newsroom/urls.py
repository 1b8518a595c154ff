"""All addresses: the desk outside the language prefixes, the public pages under them."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

DESK_PREFIXES = ("/admin/", "/desk/")

urlpatterns = [
    path("admin/", admin.site.urls),
    *i18n_patterns(path("", include("articles.urls")), prefix_default_language=False),
]
