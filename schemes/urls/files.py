"""Addresses: files of an edition."""

from django.urls import path

from ..views import files

FILE = "schemes/files/<uuid:uid>/"
urlpatterns = [
    path(
        "schemes/<slug:scheme>/editions/<slug:edition>/files/create/",
        files.file_create,
        name="file_create",
    ),
    path(FILE, files.file_detail, name="file_detail"),
    path(f"{FILE}download/", files.file_download, name="file_download"),
    path(f"{FILE}renew/", files.file_renew, name="file_renew"),
]
