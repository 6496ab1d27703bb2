"""Acts that begin at the same moment, each in a thread with its own connection."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection


def together(*acts):
    """Do all acts at once; give what each returned, or the exception that it raised."""
    barrier = Barrier(len(acts))

    def run(act):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=60)
            return act()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def refusals(results, kind):
    """Those of the results that are refusals of this kind."""
    return [result for result in results if isinstance(result, kind)]
