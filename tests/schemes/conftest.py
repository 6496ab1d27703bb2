"""A scheme with its people; see tests/factories/schemes/scenes.py."""

import pytest

from tests.factories.schemes import make_scheme


@pytest.fixture
def scene(db):
    return make_scheme()
