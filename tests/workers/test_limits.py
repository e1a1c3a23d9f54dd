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
