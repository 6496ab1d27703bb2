"""Includes only: which address belongs to which app."""

from allauth.account.decorators import secure_admin_login
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from . import views

admin.site.login = secure_admin_login(admin.site.login)

handler400 = "agglo_portal.core.errors.bad_request"
handler403 = "agglo_portal.core.errors.forbidden"
handler404 = "agglo_portal.core.errors.not_found"
handler500 = "agglo_portal.core.errors.server_error"

urlpatterns = [
    path("", include("agglo_portal.core.urls")),
    path("api/v1/", include("councils.api.urls")),
    path("api/v1/memoranda/", include("memoranda.api.urls")),
    path("api/v1/schemes/", include("schemes.api.urls")),
    path("tiles/", include("schemes.api.tile_urls")),
    path("ogc/", include("schemes.api.ogc.urls")),
]
urlpatterns += i18n_patterns(
    path("", views.home, name="home"),
    path("", include("agglo_portal.core.page_urls")),
    path("accounts/", include("agglo_portal.core.account_urls")),
    path("admin/", admin.site.urls),
    path("", include("councils.urls")),
    path("", include("memoranda.urls")),
    path("", include("schemes.urls")),
    prefix_default_language=True,
)
