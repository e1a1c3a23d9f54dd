"""Hard limits of one row in a work-horse, so that a hostile document ends its own process only."""

from __future__ import annotations

import ctypes
import faulthandler
import resource
import threading
from contextlib import suppress

_MIB = 1024 * 1024
_M_ARENA_MAX = -8
"""glibc's name for the most arenas of ``malloc``."""


def slim_threads() -> None:
    """Let the threads of this process and its forks take little of the address space.

    As they come, each reserves 8 MiB of stack and, with glibc, 64 MiB to allocate from: the
    lanes of a job would run into the limit of ``confine`` without having used any memory.
    """
    threading.stack_size(_MIB)
    with suppress(OSError, AttributeError):  # not glibc
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 2)


def confine(memory_mb: int, cpu_seconds: int, wall_seconds: float) -> None:
    """Cap the address space, the CPU time and the life of this process from here on.

    ``wall_seconds`` must end before the lease of the row, or two would work on it: a
    thread in C then writes the stack to stderr and ends the process, also where it hangs
    in a library that lets no Python signal handler run.
    Over the memory cap Python raises MemoryError; over the CPU cap the kernel sends
    SIGXCPU, which a parser stuck in C cannot ignore. Systems without a limit of a
    kind (macOS has no RLIMIT_AS) do without it.
    """
    faulthandler.dump_traceback_later(wall_seconds, exit=True)
    with suppress(ValueError, OSError):  # SIGXCPU would write a core, which holds our secrets
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory_mb * _MIB, memory_mb * _MIB))
    with suppress(ValueError, OSError):
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]  # once lowered it could not rise again
        resource.setrlimit(resource.RLIMIT_CPU, (spent + cpu_seconds, hard))
