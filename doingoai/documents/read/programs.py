"""Programs of the machine that help to read: run in a group of their own, which ends with them or with their time."""

import contextlib
import os
import resource
import signal
import subprocess
from collections.abc import Sequence

MEMORY = 3 << 30  # bytes of address space; of those, programs touch a tenth
NEEDED = ("PATH", "LD_LIBRARY_PATH", "TESSDATA_PREFIX")


class Failed(Exception):
    """The program ended with a fault, or did not end in its time."""


def run(command: Sequence[str], *, data: bytes = b"", home: str = "/nonexistent", seconds: float) -> bytes:
    """What the program answers to the data; it sees no setting and no key of ours.

    :raises Failed: if it ends with a fault or takes longer; then it and all that it started are ended
    """
    known = {name: os.environ[name] for name in NEEDED if name in os.environ}
    environ = {**known, "HOME": home, "TMPDIR": home, "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}
    process = subprocess.Popen(  # noqa: S603  # named by our own code
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environ,
        start_new_session=True,
    )
    with contextlib.suppress(ProcessLookupError, ValueError, PermissionError):
        resource.prlimit(process.pid, resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        answer, _ = process.communicate(data, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise Failed from error
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    if process.returncode:
        raise Failed
    return answer
