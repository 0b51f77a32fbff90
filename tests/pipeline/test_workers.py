import os
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from extract.errors import Empty
from extract.pipeline.workers import Done, Limits, answer_in_process, in_order

LIMITS = Limits(seconds=1.0, megabytes=2048)


def work(item: str) -> str:
    """What the word says."""
    if item == "slow":
        time.sleep(30)
    if item == "stuck":
        import signal

        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        time.sleep(30)
    if item == "hungry":
        return "x" * (4 << 30)
    if item == "aborts":
        held = bytearray(1_300 << 20)
        time.sleep(0.7)
        os.abort() if held else None
    if item == "dies":
        os._exit(7)
    if item == "killed":
        os.kill(os.getpid(), 9)
    if item == "empty":
        raise Empty("nothing in it")
    if item == "broken":
        raise KeyError("a fault")
    return item.upper()


def told(items: list[str], jobs: int, task: Callable[[str], str] = work, limits: Limits = LIMITS) -> list[str]:
    with in_order(task, items, jobs=jobs, limits=limits) as results:
        return [done.result or (done.error.code if done.error else "?") for done in results]


@pytest.mark.parametrize("jobs", [1, 2, 8])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    items = [f"paper{number}" for number in range(20)]
    assert told(items, jobs) == [item.upper() for item in items]


def test_an_item_that_goes_wrong_costs_itself_only() -> None:
    items = ["a", "empty", "b", "broken", "c", "dies", "d", "killed", "e", "hungry", "f", "slow", "g", "h"]
    expected = "A empty B crashed C crashed D crashed E too_hungry F too_slow G H".split()
    assert told(items, 2) == expected


def test_an_engine_that_gets_no_more_memory_is_told_as_hungry() -> None:
    limits = Limits(seconds=30.0, megabytes=2048)
    assert told(["a", "aborts", "b"], 1, limits=limits) == ["A", "too_hungry", "B"]


@pytest.mark.slow
def test_an_item_that_hears_no_alarm_is_ended_from_outside() -> None:
    assert told(["a", "stuck", "b"], 1) == ["A", "too_slow", "B"]
    assert told(["stuck"], 1) == ["too_slow"]


def test_an_item_beside_a_thread_costs_itself_only() -> None:
    others = beside()
    answer_in_process(work, "a", LIMITS)
    first = beside()
    answers = [answer_in_process(work, item, LIMITS) for item in ("b", "slow", "killed", "c")]
    said = [result or (error.code if error else "?") for result, error in answers]
    assert said == ["B", "too_slow", "crashed", "C"]
    (worker,) = [one for one in beside() if one not in others]
    assert worker not in first
    worker.kill()
    worker.join()


def beside() -> "list[BaseProcess]":
    import multiprocessing

    return list(multiprocessing.active_children())


def test_a_caller_that_stops_listening_leaves_no_process() -> None:
    others = beside()
    with in_order(work, ["a", "b", "slow"], jobs=2, limits=LIMITS) as results:
        first: Done[str, str] = next(results)
    assert first.result == "A" and set(beside()) <= set(others)


def test_workers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    """Also where it is killed while they are at work on something that takes long."""
    script = (
        "import os, time\n"
        "from extract.pipeline.workers import Limits, in_order\n"
        "def slow(item):\n"
        "    open(item, 'w').write(str(os.getpid()))\n"
        "    time.sleep(600)\n"
    )
    (tmp_path / "slowly.py").write_text(script)
    call = "with in_order(slow, ['pid'], jobs=1, limits=Limits(seconds=600, megabytes=4096)) as done: list(done)"
    main = f"from slowly import *\n{call}"
    named = {"PYTHONPATH": ":".join([str(tmp_path), *sys.path])}
    process = subprocess.Popen([sys.executable, "-c", main], cwd=tmp_path, env=named)
    end = time.monotonic() + 60
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        assert time.monotonic() < end
        time.sleep(0.1)
    worker = int((tmp_path / "pid").read_text())
    process.kill()
    process.wait()
    while Path(f"/proc/{worker}").exists():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_where_no_process_can_start_each_item_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: BaseProcess) -> None:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", refuse)
    with in_order(work, ["a", "b"], jobs=2, limits=LIMITS) as results:
        done = list(results)
    assert [one.error.code for one in done if one.error] == ["crashed", "crashed"]
    assert "Too many open files" in str(done[0].error)
