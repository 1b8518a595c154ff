"""All addresses: the desk and what machines ask for outside the language prefixes, the public pages under them."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from articles import sitemaps, views
from articles.admin import desk
from articles.admin.preview import outside

DESK_PREFIXES = ("/admin/", "/desk/")

urlpatterns = [
    path("admin/", desk.urls),
    path("preview/<str:token>/", outside, name="preview"),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.sitemap_section, name="sitemap_section"),
    *i18n_patterns(path("", include("articles.urls")), prefix_default_language=False),
]
