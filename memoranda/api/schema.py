"""Parts of the description that several acts share."""

from drf_spectacular.utils import OpenApiParameter

IDEMPOTENCY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    required=False,
    description="A key of the act: the same key and body do nothing twice.",
)
VERSIONS = [
    OpenApiParameter("from", int, description="Number of the older version."),
    OpenApiParameter("to", int, description="Number of the newer version."),
]
