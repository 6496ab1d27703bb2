"""What the database refuses, whoever asks: the services are not the only door to a table."""

import pytest
from django.db import DatabaseError, connection, transaction

from . import signing_steps as steps
from .life import registered_scene

pytestmark = pytest.mark.django_db


def refuses(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError:
        return True
    return False


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE memoranda_version SET title_kk = 'x'",
        "UPDATE memoranda_versionclause SET text_ru = 'x'",
        "DELETE FROM memoranda_versionclause",
        "UPDATE memoranda_position SET stance = 'objects'",
        "UPDATE memoranda_clause SET text_kk = 'x'",
        "UPDATE memoranda_clauserevision SET text_kk = 'x'",
        "UPDATE memoranda_signingsheet SET file_kk_id = file_ru_id",
        "UPDATE memoranda_signingsheet SET clause_hashes = '[]'",
        "UPDATE memoranda_partysignature SET sha256_kk = 'x' WHERE state = 'signed'",
        "UPDATE memoranda_partysignature SET state = 'waiting' WHERE state = 'signed'",
        "DELETE FROM memoranda_partysignature",
        "UPDATE memoranda_approvalstep SET remark = 'x'",
        "DELETE FROM memoranda_approvalstep",
        "UPDATE memoranda_memorandum SET title_kk = 'x'",
        "UPDATE memoranda_memorandum SET ends_on = '2030-01-01'",
        "UPDATE memoranda_memorandum SET state = 'in_force'",
        "DELETE FROM memoranda_memorandum",
    ],
)
def test_what_is_out_for_signature_stays_as_it_was_agreed(statement):
    scene, hashes = steps.sent()
    steps.sign(scene, 0, hashes)
    assert refuses(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE memoranda_memorandum SET state = 'draft'",
        "UPDATE memoranda_memorandum SET state = 'cancelled'",
        "UPDATE memoranda_memorandum SET title_ru = 'x'",
        "UPDATE memoranda_memorandum SET number = 7",
        "UPDATE memoranda_memorandum SET signed_at = NULL",
        "UPDATE memoranda_memorandum SET version_number = 7",
        "UPDATE memoranda_clause SET text_kk = 'x'",
        "UPDATE memoranda_partysignature SET state = 'void'",
        "UPDATE memoranda_signingsheet SET state = 'cancelled'",
        "DELETE FROM memoranda_forceevent",
    ],
)
def test_what_is_registered_stays_signed(statement):
    registered_scene()
    assert refuses(statement)
