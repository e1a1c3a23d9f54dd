import signal
import subprocess
import sys

import pytest

CONFINED = (
    "from workers.limits import confine; import ctypes, time; confine(512, 1, wall_seconds=%s)\n"
)


def ended(wall_seconds: float, code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", CONFINED % wall_seconds + code],
        capture_output=True, text=True, check=False, timeout=30,
    )  # fmt: skip


def test_too_much_memory_is_an_error_of_python() -> None:
    done = ended(20, "bytearray(600 * 2**20)")
    assert "MemoryError" in done.stderr


def test_a_loop_is_ended_by_the_kernel() -> None:
    assert ended(20, "while True: pass").returncode == -signal.SIGXCPU


@pytest.mark.parametrize("hang", ["ctypes.CDLL(None).sleep(20)", "ctypes.PyDLL(None).sleep(20)"])
def test_a_library_that_hangs_is_ended_before_the_lease_with_its_stack(hang: str) -> None:
    done = ended(0.5, hang)
    assert done.returncode == 1
    assert "Timeout" in done.stderr


def test_the_lanes_of_a_job_fit_into_its_memory() -> None:
    code = """
import threading
from workers.limits import slim_threads
slim_threads()
confine(512, 5, wall_seconds=20)
together = threading.Barrier(64)
def allocate():
    [bytearray(2000) for _ in range(100)]
    together.wait(10)
threads = [threading.Thread(target=allocate) for _ in range(64)]
for each in threads: each.start()
for each in threads: each.join()
print("all")
"""
    done = ended(20, code)
    assert done.stdout == "all\n", done.stderr
