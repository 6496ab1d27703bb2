"""One router for the councils' part of the API."""

from rest_framework.routers import SimpleRouter

from . import views

app_name = "councils_api"
router = SimpleRouter()
router.register("organisations", views.OrganisationViewSet, basename="organisation")
router.register("bodies", views.BodyViewSet, basename="body")
router.register("meetings", views.MeetingViewSet, basename="meeting")
router.register("decisions", views.DecisionViewSet, basename="decision")
urlpatterns = router.urls
