"""A taken port is never an error: the next free one is used."""

import socket

import pytest

from bin.steps import ports
from bin.steps.common import Stop


@pytest.fixture
def taken():
    """A port on which somebody listens, above which there is room."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_port_on_which_somebody_listens_is_not_free(taken):
    assert not ports.is_free(taken)


def test_next_free_passes_over_the_taken_port(taken):
    assert ports.next_free(taken) > taken


def test_next_free_refuses_in_words_when_nothing_is_free(taken, monkeypatch):
    monkeypatch.setattr(ports, "TRIES", 1)

    with pytest.raises(Stop, match="No free port"):
        ports.next_free(taken)
