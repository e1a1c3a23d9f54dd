"""Hard limits of one work-horse, so that a hostile document ends its own process only."""

from __future__ import annotations

import resource
from contextlib import suppress

_MIB = 1024 * 1024


def confine(memory_mb: int, cpu_seconds: int) -> None:
    """Cap the address space and the CPU time of this process from here on.

    Over the memory cap Python raises MemoryError; over the CPU cap the kernel sends
    SIGXCPU, which a parser stuck in C cannot ignore. Systems without a limit of a
    kind (macOS has no RLIMIT_AS) do without it.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory_mb * _MIB, memory_mb * _MIB))
    with suppress(ValueError, OSError):
        soft = spent + cpu_seconds
        resource.setrlimit(resource.RLIMIT_CPU, (soft, soft + 5))
