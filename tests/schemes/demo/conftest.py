"""The demo, loaded once for the tests of this folder."""

from tests.councils.demo.conftest import _in_the_demo, demo  # noqa: F401
