"""Asks our OGC API and gives what it said."""

import json


def ask(client, path: str = "", **options):
    """Give the answer to `/ogc/<path>`."""
    return client.get(f"/ogc/{path}", **options)


def said(client, path: str = "", **options) -> dict:
    """Give the document at `/ogc/<path>`."""
    answer = ask(client, path, **options)
    assert answer.status_code == 200, answer.content
    return json.loads(body(answer))


def body(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def links(document: dict, rel: str) -> list[dict]:
    return [link for link in document["links"] if link["rel"] == rel]
