"""How much a file may ask of us. Each number is a refusal with words, never a fallen worker."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Limits of one reading; tests narrow them."""

    file_bytes: int = 200 * MEGABYTE
    members: int = 500
    unpacked_bytes: int = 600 * MEGABYTE
    unpacked_ratio: int = 200  # XML and zeros pack well, honest data seldom more
    layers: int = 100
    fields: int = 200
    features: int = 200_000
    vertices_of_feature: int = 250_000
    vertices: int = 10_000_000
    text_length: int = 10_000  # of one attribute
    row_text_length: int = 100_000  # of all attributes of a row
    wall_seconds: float = 180
    cpu_seconds: int = 150
    memory_bytes: int = 1536 * MEGABYTE  # address space of the process
    line_bytes: int = 24 * MEGABYTE  # of what it says at once
    batch: int = 5_000
