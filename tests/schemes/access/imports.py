"""An import that waits for its columns."""

from tests.schemes import good_files
from tests.schemes.importing import bring

INPUT = {"encoding": "utf-8"}


def records(scene) -> dict:
    return {"import": bring(scene, good_files.table_csv())}
