"""One router for the memoranda's part of the API."""

from rest_framework.routers import SimpleRouter

from . import acts, views

app_name = "memoranda_api"
router = SimpleRouter()
router.register("obligations", views.ObligationViewSet, basename="obligation")
router.register("clauses", acts.ClauseViewSet, basename="clause")
router.register("", views.MemorandumViewSet, basename="memorandum")
urlpatterns = router.urls
