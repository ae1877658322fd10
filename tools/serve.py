"""`make serve`: the site with live reload, on an address it prints.

Only starting the server lives here; building is MkDocs with the project's hooks.
"""

from __future__ import annotations

import argparse
import socket
import subprocess
import sys


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(f"[serve] port {port} is taken: choose another one, for example  make serve PORT={port + 1}")
    print(f"[serve] http://127.0.0.1:{port}/  (stop with Ctrl+C)", flush=True)
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}", "--quiet"]
    try:
        sys.exit(subprocess.run(command, check=False).returncode)
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    main()
