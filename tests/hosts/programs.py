"""nginx and Apache, each with exactly the configuration that DEPLOY.md prints.

What a reader is told to change is changed here: address, folder, the policy where the dots are, and the path in front
where the site lies below one.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import headers
from tests.conftest import ROOT
from tools.setup import APACHE_MODULES

GUIDE = (ROOT / "DEPLOY.md").read_text(encoding="utf-8")
FOLDER = "/srv/steady-line"
DOTS = "default-src 'none'; …; frame-ancestors 'none'"
STARTED = ("authz_core", "deflate", "dir", "filter", "headers", "mime", "mpm_event")
"""What Debian switches on by itself, and `headers`, which DEPLOY.md says to switch on."""


@dataclass(frozen=True)
class Host:
    """A server at `url`, with the site at `base` ("/" or "/sub/")."""

    url: str
    base: str


def snippet(language: str) -> str:
    """The configuration as the guide prints it."""
    return GUIDE.split(f"```{language}\n", 1)[1].split("```", 1)[0]


def adapted(text: str, served: Path, base: str) -> str:
    """The configuration with the policy of this build, for a site in the folder `served` + `base`."""
    policy = headers.headers_for(base, headers.read(served))["Content-Security-Policy"]
    assert DOTS in text
    text = text.replace(DOTS, policy).replace(FOLDER, str(served))
    if base != "/":
        for path in ("/assets/", "/404.html", "/_headers"):
            assert path in text
            text = text.replace(path, base + path[1:])
    return text


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def nginx(work: Path, served: Path, base: str) -> Iterator[Host]:
    port = free_port()
    own = adapted(snippet("nginx"), served, base).replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")
    shutil.copy("/etc/nginx/mime.types", work)
    (work / "nginx.conf").write_text(f"""
daemon off; worker_processes 1; pid {work}/nginx.pid; error_log {work}/error.log; user root;
events {{}}
http {{
  access_log off; client_body_temp_path {work}/body; proxy_temp_path {work}/proxy; fastcgi_temp_path {work}/fastcgi;
  uwsgi_temp_path {work}/uwsgi; scgi_temp_path {work}/scgi;
{own}
}}
""")
    with _running(["nginx", "-p", str(work), "-c", str(work / "nginx.conf")], port, work):
        yield Host(f"http://127.0.0.1:{port}", base)


@contextmanager
def apache(work: Path, served: Path, base: str) -> Iterator[Host]:
    port = free_port()
    own = adapted(snippet("apache"), served, base).replace("*:443", f"127.0.0.1:{port}")
    modules = "\n".join(f"LoadModule {name}_module {APACHE_MODULES}/mod_{name}.so" for name in STARTED)
    (work / "apache.conf").write_text(f"""
ServerRoot {work}
ServerName localhost
PidFile {work}/apache.pid
DefaultRuntimeDir {work}
ErrorLog {work}/error.log
Listen 127.0.0.1:{port}
{modules}
TypesConfig /etc/mime.types
<Directory />
    Require all denied
</Directory>
<Directory {served}>
    Require all granted
</Directory>
{own}
""")
    with _running(["apache2", "-X", "-f", str(work / "apache.conf")], port, work):
        yield Host(f"http://127.0.0.1:{port}", base)


PROGRAMS: dict[str, Callable[[Path, Path, str], object]] = {"nginx": nginx, "apache": apache}


@contextmanager
def _running(command: list[str], port: int, work: Path) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        last = time.monotonic() + 30
        while not _answers(port):
            log = work / "error.log"
            said = log.read_text() if log.exists() else ""
            assert process.poll() is None, f"{command[0]} ended: {process.stderr and process.stderr.read()} {said}"
            assert time.monotonic() < last, f"{command[0]} does not start: {said}"
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
