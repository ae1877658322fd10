"""Set up the project on a fresh machine: Python environment, npm packages, on request a browser.

Only the standard library may be imported here, and nothing newer than Python 3.11: this file
runs before anything is installed. Each step is skipped when its inputs have not changed since
it last succeeded (a stamp file under build/ holds their hash).
"""

from __future__ import annotations

import ctypes.util
import functools
import glob
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
VENV = ROOT / ".venv"
READERS = BUILD / "readers"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_SHELL = "chromium-headless-shell"
FIREFOX_NAMES = ("firefox-esr", "firefox")
MINI_BROWSER = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"
APACHE_MODULES = Path("/usr/lib/apache2/modules")
AT_SPI = Path("/usr/libexec/at-spi-bus-launcher")


def say(text: str) -> None:
    print(f"[setup] {text}", flush=True)


def stop(text: str) -> None:
    """End with one line that says what is missing and how to get it."""
    sys.exit(f"[setup] {text}")


def run(*command: str | Path, quiet: bool = False) -> None:
    """Run a command in the project folder; a failure ends the set-up with the command's own output."""
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=ROOT, text=True, capture_output=quiet, check=False)
    if done.returncode:
        if quiet:
            print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
        stop(f"failed: {' '.join(words)}")


def check_prerequisites() -> None:
    if sys.version_info < (3, 11):
        stop(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}: https://www.python.org/downloads/")
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            stop(f"{program} is missing: install Node.js 20.19 or newer with npm: https://nodejs.org/")
    version = subprocess.run(["node", "--version"], text=True, capture_output=True, check=False).stdout
    if [int(part) for part in re.findall(r"\d+", version)[:2]] < [20, 19]:
        stop(f"Node.js 20.19 or newer is needed, this is {version.strip()}: https://nodejs.org/")


def fresh(name: str, inputs: list[Path], output: Path) -> bool:
    """True when `output` is there and was made from just these inputs."""
    stamp = BUILD / f"{name}.stamp"
    return output.exists() and stamp.exists() and stamp.read_text() == digest(inputs)


def done(name: str, inputs: list[Path]) -> None:
    (BUILD / f"{name}.stamp").write_text(digest(inputs))


def digest(inputs: list[Path]) -> str:
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in inputs)).hexdigest()


def python_environment() -> None:
    """.venv with the pinned, hash-checked packages. uv makes it: it also fetches the Python that
    .python-version names where the machine has another one."""
    inputs = [ROOT / "requirements/setup.txt", ROOT / "requirements/project.txt", ROOT / ".python-version"]
    if fresh("python", inputs, VENV):
        return
    say("Python packages (once, about a minute) ...")
    bootstrap = BUILD / "bootstrap"
    try:
        import ensurepip  # noqa: F401  (Debian ships it apart from python3)
    except ImportError:
        stop("Python's venv module is missing: on Debian or Ubuntu, apt install python3-venv")
    run(sys.executable, "-m", "venv", "--clear", bootstrap, quiet=True)
    folder = bootstrap / "bin"
    run(folder / "python", "-m", "pip", "install", "--quiet", "--require-hashes", "-r", "requirements/setup.txt")
    packages(VENV, "requirements/project.txt")
    done("python", inputs)


def packages(place: Path, requirements: str) -> None:
    """An environment at `place` with just these packages."""
    uv = BUILD / "bootstrap/bin/uv"
    run(uv, "venv", "--quiet", "--clear", place)
    run(uv, "pip", "sync", "--quiet", "--python", place, "--require-hashes", requirements)


def readers() -> None:
    """Calendar programs in Python, for the tests: an environment of their own, since they want older packages."""
    inputs = [ROOT / "requirements/readers.txt", ROOT / ".python-version"]
    if not fresh("readers", inputs, READERS):
        packages(READERS, "requirements/readers.txt")
        done("readers", inputs)


def npm_packages() -> None:
    """node_modules/ as the lock file says; npm checks every package against its hash there."""
    inputs = [ROOT / "package.json", ROOT / "package-lock.json"]
    if fresh("npm", inputs, ROOT / "node_modules"):
        return
    say("npm packages ...")
    run("npm", "ci", "--no-progress", "--loglevel=error")
    done("npm", inputs)


def browser() -> None:
    """A Chromium for the tests: the machine's own, else Playwright's, else install one. And its headless shell,
    which is only faster: without it the tests do with the whole browser."""
    if not shutil.which(CHROMIUM_SHELL):
        apt_install(CHROMIUM_SHELL)
    if any(shutil.which(name) for name in CHROMIUM_NAMES):
        return
    probe = "from playwright.sync_api import sync_playwright as p\nwith p() as it: print(it.chromium.executable_path)"
    path = subprocess.run([VENV / "bin/python", "-c", probe], text=True, capture_output=True, check=False).stdout
    if path.strip() and Path(path.strip()).exists():
        return
    say("no Chromium found, installing one for the browser tests ...")
    apt_install("chromium")
    if any(shutil.which(name) for name in CHROMIUM_NAMES):
        return
    if subprocess.run([VENV / "bin/playwright", "install", "chromium"], check=False).returncode:
        stop("no browser could be installed: install Chromium, or run .venv/bin/playwright install chromium")


PROGRAMS = {
    "firefox": ["firefox-esr"],
    "webkit": ["webkit2gtk-driver", "xvfb"],
    "nginx": ["nginx-light"],
    "apache": ["apache2"],
    "libical": ["libical3"],
    "orca": ["orca", "at-spi2-core", "dbus-x11", "xvfb", "xdotool", "firefox-esr"],
}
"""What tests use besides Chromium, and the packages of Debian and Ubuntu that bring it."""
HEARD = {"orca"}
"""What only `make heard` uses."""


def lacking() -> dict[str, str]:
    """The programs of PROGRAMS that are not there, each with how to get it."""
    found = {
        "firefox": any(shutil.which(name) for name in FIREFOX_NAMES),
        "webkit": shutil.which("WebKitWebDriver") and shutil.which("Xvfb") and glob.glob(MINI_BROWSER),
        "nginx": shutil.which("nginx") and Path("/etc/nginx/mime.types").exists(),
        "apache": shutil.which("apache2") and APACHE_MODULES.exists(),
        "libical": ctypes.util.find_library("ical"),
        "orca": all(shutil.which(name) for name in ("orca", "dbus-daemon", "Xvfb", "xdotool", FIREFOX_NAMES[0]))
        and AT_SPI.exists(),
    }
    return {
        name: f"{name} is not installed (Debian, Ubuntu: apt install {' '.join(PROGRAMS[name])})"
        for name in found
        if not found[name]
    }


def programs(names: set[str]) -> None:
    """What else the tests run or read with; skipped where it cannot be had."""
    wanted = names & set(lacking())
    if not wanted:
        return
    say(f"installing for the tests, if it can be had: {', '.join(sorted(wanted))} ...")
    for name in sorted(wanted):
        apt_install(*PROGRAMS[name])
    for advice in (advice for name, advice in lacking().items() if name in wanted):
        say(f"{'NOT TESTED HERE: ' if os.environ.get('CI') else ''}{advice}; its tests are skipped")


def apt_install(*packages: str) -> None:
    """Try it where that is possible without asking anybody."""
    if not shutil.which("apt-get") or os.geteuid():
        return
    package_lists()
    apt_get("install", "-y", "-qq", "--no-install-recommends", *packages)


@functools.cache
def package_lists() -> None:
    apt_get("update", "-qq")


def apt_get(*words: str) -> None:
    # At run level 1, what is installed does not start as a service.
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    subprocess.run(["apt-get", *words], env=environment, stdout=subprocess.DEVNULL, check=False)


def main() -> None:
    check_prerequisites()
    BUILD.mkdir(exist_ok=True)
    python_environment()
    npm_packages()
    if "--browser" in sys.argv:
        browser()
        programs(set(PROGRAMS) - HEARD)
        readers()
    if "--heard" in sys.argv:
        programs(HEARD)


if __name__ == "__main__":
    main()
