"""Papers read by a cluster are the same rows, whatever happens to a worker."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from extract import pipeline
from extract.pipeline.cluster import in_cluster
from extract.settings import Settings
from extract.store import Input
from tests.pipeline.test_workers import LIMITS, work

from .disturbed import complaints, contents, run, write_papers


def test_a_scheduler_that_does_not_answer_is_wrong_use(
    tmp_path: Path, command: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    monkeypatch.setattr("extract.pipeline.cluster.START_SECONDS", 0.2)
    folder = write_papers(tmp_path / "papers", 1)
    told = command("ingest", folder, "--cluster", "tcp://127.0.0.1:9")
    assert told.exit_code == 2 and "no Dask scheduler answers" in str(told.exception)


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_what_hangs_at_a_worker_gives_its_thread_back() -> None:
    distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        items = ["a", "stuck", "b", "hungry", "killed", "c"]
        results = in_cluster(work, items, address=cluster.scheduler_address, limits=LIMITS, held=lambda item: None)
        said = [done.result or (done.error.code if done.error else "?") for done in results]
    assert said == ["A", "too_slow", "B", "too_hungry", "crashed", "C"]


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_a_worker_killed_in_mid_run_costs_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    folder, db = write_papers(tmp_path / "papers", 60), tmp_path / "cluster.db"
    (folder / "empty.txt").write_text(" ")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        pids = list(client.run(os.getpid).values())
        seen: list[Input] = []

        def watch(told: Input) -> None:
            seen.append(told)
            if len(seen) == 10:
                os.kill(pids[0], signal.SIGKILL)

        settings = Settings(db=db, cluster=cluster.scheduler_address)
        files, _ = pipeline.expand_inputs([str(folder)])
        told = pipeline.ingest(settings, files, watch=watch)
        assert [one.path for one in told] == [file.name for file in files]
        assert [one.code for one in told if one.outcome == "failed"] == ["empty"]
        again = pipeline.ingest(settings, files)
        assert {one.outcome for one in again} == {"unchanged", "failed"}
    assert not complaints(db)
    assert run("ingest", folder, "--db", tmp_path / "sound.db", "--jobs", 2)[0] == 3
    assert contents(db) == contents(tmp_path / "sound.db")
