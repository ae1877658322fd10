"""The pages that the helper is compared with: stock Pyodide, PyScript on the same stock Pyodide, and its floor.

The first two come up in a worker, as the helper does, with the modules that it imports; both get the best of caching.
They do less than the helper: they have none of its own code to load, and nothing to show. The floor has its very
bytes, and runs none of them.
"""

from __future__ import annotations

import ast
import json
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from tools.runtime import bundle
from tools.sources.problems import ROOT

PYSCRIPT = ROOT / "node_modules" / "@pyscript" / "core" / "dist"
STOCK_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
KEPT = "  Cache-Control: public, max-age=31536000, immutable\n"
IN_BROWSER = {"js", "pyodide"}

# Its icon is in the page, so that no browser asks for one.
HEAD = '<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">'

# As Pyodide's documentation has it.
STOCK_PAGE = """{head}<title>{name}</title>
<script type="module">
const worker = new Worker("worker.js", {{ type: "module" }});
worker.onmessage = ({{ data }}) => {{ performance.mark("ready"); document.title = data; }};
</script>"""
STOCK_WORKER = """import {{ loadPyodide }} from "./pyodide.mjs";
const pyodide = await loadPyodide();
pyodide.runPython("import {modules}");
postMessage(pyodide.runPython("json.dumps('ready')"));
"""

# As PyScript's documentation has it for use without its own host. `sync_main_only` because the work needs no way
# back into the page from Python, which would cost it time and headers, and which WebKitGTK does not have.
PYSCRIPT_PAGE = """{head}<title>PyScript</title>
<link rel="stylesheet" href="core/core.css">
<script type="module" src="core/core.js"></script>
<script type="py" worker config='{{"interpreter": "/pyodide.mjs", "sync_main_only": true}}'>
import {modules}
json.dumps("ready")
</script>
<script type="module">
const script = document.querySelector("[worker]");
const started = () => script.xworker?.ready.then(() => {{ performance.mark("ready"); document.title = "ready"; }});
if (!started()) {{
  const watch = new MutationObserver(() => started() && watch.disconnect());
  watch.observe(document, {{ subtree: true, childList: true, attributes: true }});
}}
</script>"""


# In the stock page: all is asked for at once, and WebAssembly is compiled while it comes.
FLOOR_WORKER = """const fetched = async (path) => {{
  const answer = await fetch(path);
  return path.endsWith(".wasm") ? WebAssembly.compileStreaming(answer) : answer.arrayBuffer();
}};
await Promise.all({paths}.map(fetched));
postMessage("ready");
"""


def imports() -> list[str]:
    """The modules of the standard library that the helper imports when it starts, itself or through its own parts:
    what stands at the top of its modules. What these import in turn comes by itself."""
    found: set[str] = set()
    seen: set[str] = set()
    open_ = ["helper.browser"]
    while open_:
        name = open_.pop()
        if name in seen:
            continue
        seen.add(name)
        for module in _imported(name):
            if module.partition(".")[0] == "helper":
                open_.append(module)
            elif module.partition(".")[0] in sys.stdlib_module_names:
                found.add(module)
            elif module.partition(".")[0] not in IN_BROWSER:
                raise RuntimeError(f"{name} imports {module} when it starts, which stock Pyodide does not have")
    return sorted({"json", *found} - {"__future__"})


def _imported(name: str) -> Iterator[str]:
    """The modules that a module of the helper imports when it is imported itself, its own packages included."""
    path = ROOT / name.replace(".", "/")
    file = path.with_suffix(".py") if path.with_suffix(".py").exists() else path / "__init__.py"
    if "." in name:
        yield name.rpartition(".")[0]
    for statement in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.Import):
            yield from (it.name for it in statement.names)
        elif isinstance(statement, ast.ImportFrom):
            assert statement.module and not statement.level, f"{file}: the helper names its modules in full"
            yield statement.module
            yield from (part for it in statement.names if _is_module(part := f"{statement.module}.{it.name}"))


def _is_module(name: str) -> bool:
    path = ROOT / name.replace(".", "/")
    return name.startswith("helper.") and (path.with_suffix(".py").exists() or (path / "__init__.py").exists())


def stock(folder: Path) -> Path:
    """Stock Pyodide as the npm package has it, in a worker."""
    folder.mkdir()
    for name in STOCK_FILES:
        shutil.copy(bundle.PYODIDE / name, folder)
    (folder / "index.html").write_text(STOCK_PAGE.format(head=HEAD, name="stock"))
    (folder / "worker.js").write_text(STOCK_WORKER.format(modules=", ".join(imports())))
    (folder / "_headers").write_text("".join(f"/{name}\n{KEPT}" for name in (*STOCK_FILES, "worker.js")))
    return folder


def pyscript(folder: Path) -> Path:
    """PyScript as the npm package has it, told to take the stock Pyodide beside it."""
    stock(folder)
    shutil.copytree(PYSCRIPT, folder / "core", ignore=shutil.ignore_patterns("*.map"))
    (folder / "index.html").write_text(PYSCRIPT_PAGE.format(head=HEAD, modules=", ".join(imports())))
    with (folder / "_headers").open("a") as file:
        file.write(f"/core/*\n{KEPT}")
    return folder


def floor(folder: Path, files: Mapping[str, bytes]) -> Path:
    """`files`, below their own addresses, for a worker that fetches all of them, compiles WebAssembly, and no more."""
    paths = sorted(files)
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(files[path])
    (folder / "index.html").write_text(STOCK_PAGE.format(head=HEAD, name="floor"))
    (folder / "worker.js").write_text(FLOOR_WORKER.format(paths=json.dumps(paths)))
    (folder / "_headers").write_text("".join(f"/{name}\n{KEPT}" for name in (*paths, "worker.js")))
    return folder
