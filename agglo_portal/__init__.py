"""The project: composition on top, the shared ground (core) below."""

from .celery import app as celery_app

__all__ = ["celery_app"]
