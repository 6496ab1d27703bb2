"""Parts of the description that several acts share."""

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

IDEMPOTENCY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    required=False,
    description="A key of the act: the same key and body do nothing twice.",
)
CHANGED_MEANWHILE = OpenApiResponse(
    description="A rule says no; `feature_changed_meanwhile` brings the object as it stands now."
)
