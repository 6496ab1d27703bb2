"""A scheme with its people, and a public discussion; see tests/factories/schemes/scenes.py."""

import pytest
import time_machine

from tests.factories.core import NOON
from tests.factories.schemes import make_scheme
from tests.factories.schemes.discussions import DiscussionFactory


@pytest.fixture
def scene(db):
    return make_scheme()


@pytest.fixture
def noon():
    """It is noon of the day on which the factories make things, and stays so."""
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def discussion(scene):
    return DiscussionFactory(edition=scene.draft)
