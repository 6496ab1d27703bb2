"""Which servers a command uses: named from outside, from .env, or the project's own."""

import pytest

from bin.steps import environment


@pytest.fixture(autouse=True)
def _nothing_named(tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    for name in environment.PRIVATE:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"AGGLO_PRIVATE_{name}", raising=False)


def test_the_private_servers_are_used_when_nobody_named_others():
    assert environment.uses_private_postgres()
    assert environment.uses_private_redis()


def test_a_database_named_by_the_environment_is_used(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgis://elsewhere/agglo")

    environment.read_env_file()

    assert not environment.uses_private_postgres()


def test_the_private_redis_stays_while_only_the_broker_is_named(monkeypatch):
    monkeypatch.setenv("CELERY_BROKER_URL", "amqp://elsewhere")

    assert environment.uses_private_redis()


def test_what_an_outer_command_of_the_tree_set_is_not_named_from_outside(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgis://here:1/agglo")
    monkeypatch.setenv("AGGLO_PRIVATE_DATABASE_URL", "postgis://here:1/agglo")

    environment.read_env_file()

    assert environment.uses_private_postgres()


def test_the_env_file_gives_what_the_environment_does_not(tmp_path, monkeypatch):
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")
    monkeypatch.delenv("SITE_URL", raising=False)
    (tmp_path / ".env").write_text(
        '# a comment\n\nexport SITE_URL="https://a.kz"\nLOG_LEVEL=INFO\nDATABASE_URL=postgis://b\n'
    )

    environment.read_env_file()

    assert environment.os.environ["SITE_URL"] == "https://a.kz"
    assert environment.os.environ["LOG_LEVEL"] == "DEBUG"
    assert not environment.uses_private_postgres()
    for name in ("SITE_URL", "DATABASE_URL"):
        monkeypatch.delenv(name)
