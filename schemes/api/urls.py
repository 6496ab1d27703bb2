"""One router for the schemes' part of the API."""

from rest_framework.routers import SimpleRouter

from . import features, plans, talk, views

app_name = "schemes_api"
router = SimpleRouter()
router.register("editions", views.EditionViewSet, basename="edition")
router.register("layers", views.LayerViewSet, basename="layer")
router.register("features", features.FeatureViewSet, basename="feature")
router.register("imports", views.ImportViewSet, basename="import")
router.register("plans", plans.PlanViewSet, basename="plan")
router.register("measures", plans.MeasureViewSet, basename="measure")
router.register("indicators", plans.IndicatorViewSet, basename="indicator")
router.register("discussions", talk.DiscussionViewSet, basename="discussion")
router.register("remarks", talk.PublicRemarkViewSet, basename="public-remark")
router.register("links", talk.DecisionLinkViewSet, basename="link")
router.register("", views.SchemeViewSet, basename="scheme")
urlpatterns = router.urls
