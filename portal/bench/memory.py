"""Memory of the job worker."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

WORKER_LIMIT_MB = 180
SETTLE_SECONDS = 6


def worker_megabytes() -> float:
    """Peak resident memory of an idle job worker in megabytes (Linux; elsewhere 0).

    What waits in the queue is done before, by another one: after the demo content was made that
    would be PDFs, with which a worker needs some 45 MB more.
    """
    command = [sys.executable, "manage.py", "db_worker", "--backend", "jobs"]
    subprocess.run(
        [*command, "--batch"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    worker = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(SETTLE_SECONDS)
        status = Path(f"/proc/{worker.pid}/status")
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    finally:
        worker.terminate()
        worker.wait(timeout=10)
    return int(found.group(1)) / 1024 if found else 0.0


def resident() -> float:
    """Resident memory of this process in megabytes (Linux; elsewhere 0)."""
    status = Path("/proc/self/status")
    found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found.group(1)) / 1024 if found else 0.0
