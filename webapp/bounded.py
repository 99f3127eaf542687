"""The bounds of a child process that reads what strangers send: memory, CPU and no core file."""

import resource

MIB = 1024 * 1024


def bind(memory: int, cpu_seconds: int) -> None:
    """Bound this process: ``memory`` in bytes, ``cpu_seconds`` of CPU; going over ends it. There is no way back."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
