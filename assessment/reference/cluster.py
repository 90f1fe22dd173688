"""The same scoring on a Dask cluster: one task a file, results added as they come."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

from dask.distributed import Client, LocalCluster, as_completed
from distributed.client import FutureCancelledError
from distributed.comm.core import CommClosedError
from distributed.scheduler import KilledWorker, NoWorkerError

from assessment.reference.building import Results
from assessment.reference.scoring import Recipe, engine, score_file
from assessment.reference.usage import Usage, usage

PATIENCE = "10 s"
"""So long a scheduler may take to answer."""
AHEAD = 2
"""So many files a worker are handed out at once, so that results never pile up there."""


class ClusterFailed(Exception):
    """The cluster cannot be reached, or lost a worker; the text says why."""


class Cluster:
    """A connected Dask cluster."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def run(self, files: Sequence[str], recipe: Recipe) -> Results:
        """A `Runner`: files must be at the same paths on every worker."""
        try:
            yield from self._results(files, recipe)
        except (KilledWorker, FutureCancelledError) as error:
            message = f"a worker was lost, often for want of memory: {error}"
            raise ClusterFailed(message[:300]) from error
        except (
            CommClosedError,
            NoWorkerError,
            OSError,
            TimeoutError,
        ) as error:
            raise ClusterFailed(str(error)[:300]) from error

    def _results(self, files: Sequence[str], recipe: Recipe) -> Results:
        shared = self.client.scatter(recipe, broadcast=True, hash=False)
        waiting = iter(enumerate(files))
        place: dict[str, int] = {}

        def submit(count: int) -> Iterator[object]:
            for at, path in islice(waiting, count):
                future = self.client.submit(score_file, os.path.abspath(path), shared, pure=False)
                place[future.key] = at
                yield future

        threads = sum(self.client.nthreads().values()) or 1
        running = as_completed(submit(AHEAD * threads), loop=self.client.loop, with_results=True)
        for future, result in running:
            if isinstance(result, BaseException):
                # A task that Dask gives up comes as the error itself.
                raise result
            yield place.pop(future.key), result
            future.release()
            for more in submit(1):
                running.add(more)

    def usage(self) -> tuple[Usage, ...]:
        """What each worker's process has used since it began."""
        return tuple(self.client.run(usage).values())


@contextmanager
def _quiet() -> Iterator[None]:
    """Dask tells every step of a cluster's life; only what is wrong is for the reader."""
    logger = logging.getLogger("distributed")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)


@contextmanager
def connected(address: str) -> Iterator[Cluster]:
    """A cluster that runs already. Raises ClusterFailed if nothing answers at the address."""
    with _quiet():
        try:
            client = Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise ClusterFailed(f"{address}: {error}"[:300]) from error
        with client:
            _check(client, address)
            yield Cluster(client)


def _check(client: Client, address: str) -> None:
    """Raises ClusterFailed unless scheduler and workers can import what they are to run."""
    if not client.nthreads():
        raise ClusterFailed(f"{address}: no workers")
    try:
        client.run_on_scheduler(engine)
        client.run(engine)
    except Exception as error:
        # What fails while a message is read over there arrives as a bare Exception.
        message = f"{address}: Plumbline cannot run there: {error}"
        raise ClusterFailed(message[:300]) from error


@contextmanager
def local(workers: int, memory: str = "auto") -> Iterator[Cluster]:
    """A cluster of processes on this machine that ends with the block; one thread each.

    `memory` is the most that one worker may take, as Dask writes it ("1GiB").
    """
    with (
        _quiet(),
        tempfile.TemporaryDirectory(prefix="plumbline-dask-") as folder,
        LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            memory_limit=memory,
            local_directory=folder,
            # Whoever reaches a worker can run code in it: keys of this run alone keep others out.
            security=True,
        ) as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        yield Cluster(client)
