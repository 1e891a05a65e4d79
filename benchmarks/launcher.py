"""Runs commands for `measuring`, one after another, and says what each of them took.

It is a process of its own, and imports next to nothing: Linux adds the memory of the process that
starts a command to the peak of the command. Reads one JSON document a line, and answers with one.
"""

import json
import os
import resource
import signal
import sys

RSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""What `ru_maxrss` counts in, in bytes."""


def launch(argv: list[str], environment: dict[str, str], limit: int) -> dict[str, object]:
    """Run a command with its output in a pipe; beyond a limit of CPU seconds it is ended."""
    reader, writer = os.pipe()
    streams = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_DUP2, writer, 1),
        (os.POSIX_SPAWN_DUP2, writer, 2),
    ]
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, most))  # handed on to the command
    pid = os.posix_spawn(argv[0], argv, environment, file_actions=streams)
    os.close(writer)
    said = b""
    while chunk := os.read(reader, 1 << 16):
        said = (said + chunk)[-2000:]
    os.close(reader)
    _, status, usage = os.wait4(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    return {
        "code": code,
        "stopped": code == -signal.SIGXCPU,
        "cpu": usage.ru_utime + usage.ru_stime,
        "memory": usage.ru_maxrss * RSS_UNIT,
        "said": said.decode(errors="replace"),
    }


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(launch(*json.loads(line))), flush=True)
