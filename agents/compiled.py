"""The two compilers of the house: `rule` for one decision in scalars, `kernel` for one loop over rows.

A kernel is written as a loop over the rows from `lo` to `hi` and called with the number of rows. Small cities run it in
one go; large ones in eight ranges that threads share, since compiled code runs without Python's lock. Every row writes
to itself alone and sums across rows are sums of integers kept by range, so any number of threads gives the same bits.
Rows are unsigned (`np.uint32(n)`): numba then leaves out the check for indices that count from the end.
`kernel.py_func` is the interpreted version of the same source.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import shutil
import stat
import sys
import tempfile
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial, wraps
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, TypeVar

import numpy as np

F = TypeVar("F", bound=Callable[..., Any])

LISTENING = bool(os.environ.get("JIUYE_LISTENING"))  # a process that is to learn what loops are called with
COMPILED = not LISTENING and not int(os.environ.get("NUMBA_DISABLE_JIT") or 0)
HOW = {
    "nogil": True,
    "error_model": "numpy",  # else a look for division by nothing keeps loops from going side by side
    "no_cfunc_wrapper": True,  # nothing but Python and loops calls them
}
if COMPILED:  # interpreted, it is not even imported: it takes half a second
    import numba
    from llvmlite import binding as llvm
    from numba.core import caching, config
    from numba.core.serialize import dumps

    class _Place(caching._CacheLocator):  # type: ignore[misc]
        """A folder named after all that its code is made of: what lies there is never out of date."""

        def __init__(self, folder: Path) -> None:
            self._folder = folder

        def get_cache_path(self) -> str:
            return str(self._folder)

        def get_source_stamp(self) -> int:
            return 0

        def get_disambiguator(self) -> str:
            return ""

    class _CodeIn(caching.CompileResultCacheImpl):  # type: ignore[misc]
        """How compiled code is written to such a folder, whatever its source file is called."""

        def __init__(self, folder: Path, function: Callable[..., Any]) -> None:
            self._lineno = function.__code__.co_firstlineno
            self._locator = _Place(folder)
            self._filename_base = function.__name__

        def reduce(self, cres: Any) -> tuple[int, bytes]:
            """Numba's, with a sum over it: a byte that the disk changed would be run."""
            whole = dumps(super().reduce(cres))
            return zlib.crc32(whole), whole

        def rebuild(self, target_context: Any, payload: tuple[int, bytes]) -> Any:
            """Numba's, without what it keeps only to link the loop into others, a third of a megabyte each; ValueError
            where it is not what was written."""
            told, whole = payload
            if zlib.crc32(whole) != told:
                raise ValueError("compiled code is damaged")
            kept = pickle.loads(whole)
            loaded = super().rebuild(target_context, kept)
            _lighten(loaded, kept[0])
            return loaded

    class _Cache(caching.FunctionCache):  # type: ignore[misc]
        """Numba's cache of a function, there."""

        def __init__(self, folder: Path, function: Callable[..., Any]) -> None:
            self._impl_class = partial(_CodeIn, folder)
            super().__init__(function)


def _lighten(loaded: Any, kept: tuple[str, str, Any]) -> None:
    """Let go of a loop's module, which is read again when another loop that calls it is compiled; `kept` is what was
    on disk: name, kind, code and module."""
    if kept[1] != "object":
        return
    library = loaded._asdict()["library"]
    packed, read = zlib.compress(kept[2][1]), library._get_module_for_linking

    def linked() -> Any:
        if library._shared_module is None:
            library._shared_module = llvm.parse_bitcode(zlib.decompress(packed))
        return read()

    library._get_module_for_linking = linked
    library._shared_module = None


THREADED_ROWS = 50_000  # below this many rows one range is quicker (measured on two cores)
KEPT = 12  # versions of each loop's compiled code kept on disk
LOOPS: list[Callable[..., Any]] = []  # the source of every loop; its compiled code is kept
HEARD: dict[tuple[str, str], tuple[Any, ...]] = {}  # where listening: module and name of a loop → its first arguments
PACKAGE = __name__.partition(".")[0]
PARTS = 8  # ranges of a large table, whatever the number of threads

_threads = 1
_pool: ThreadPoolExecutor | None = None


def threads() -> int:
    """Number of threads kernels use in this process."""
    return _threads


def use_threads(n: int) -> None:
    """Let the kernels of large cities use `n` threads; one is the default."""
    global _threads, _pool
    if _pool is not None:
        _pool.shutdown()
    _threads = max(1, n)
    _pool = ThreadPoolExecutor(_threads, "kernel") if _threads > 1 else None


def parts(rows: int) -> int:
    """Into how many ranges a loop over `rows` is split; depends on the rows alone, never on the threads."""
    return PARTS if rows >= THREADED_ROWS else 1


def cache_folder() -> Path:
    """Where compiled code is kept: where the user wants it, or in a temporary folder of the user's where nothing can be
    written there or the user has no home (in containers, or as a service)."""
    return _writable(os.environ.get("NUMBA_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME"))


@lru_cache(maxsize=8)
def _writable(asked: str | None) -> Path:
    try:
        folder = (Path(asked) if asked else Path.home() / ".cache") / PACKAGE
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except (OSError, RuntimeError):  # RuntimeError: no home
        return _temporary()


def _temporary() -> Path:
    """A folder of the user's alone, the same for all processes: compiled code is run, so nobody else may write it."""
    user = os.getuid() if hasattr(os, "getuid") else "user"
    folder = Path(tempfile.gettempdir()) / f"{PACKAGE}-{user}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        seen = folder.lstat()
        if stat.S_ISDIR(seen.st_mode) and (user == "user" or (seen.st_uid == user and not seen.st_mode & 0o077)):
            return folder
    except OSError:
        pass
    return Path(tempfile.mkdtemp(prefix=f"{PACKAGE}-"))


def ingredients(function: Callable[..., Any], into: dict[str, bytes] | None = None) -> dict[str, bytes]:
    """All that the compiled code of a loop is made of: its own code, that of the rules and loops it calls, however far
    away, and the constants they read. Numba itself overlooks edits of what is imported."""
    found = {} if into is None else into
    name = f"{function.__module__}.{function.__qualname__}"
    if name in found:
        return found
    used: set[str] = set()
    found[name] = f"{_text_of(function.__code__, used)} {function.__defaults__!r}".encode()
    cells = zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
    seen = function.__globals__ | {word: cell.cell_contents for word, cell in cells}
    for word in sorted((used | {*function.__code__.co_freevars}) & seen.keys()):
        _enter(f"{name} {word}", seen[word], used, found)
    return found


def _enter(name: str, value: Any, used: set[str], found: dict[str, bytes]) -> None:
    """Add what a word stands for in a loop."""
    if isinstance(value, ModuleType) and value.__name__.startswith(f"{PACKAGE}."):
        for word in sorted(used & vars(value).keys()):
            _enter(f"{value.__name__} {word}", vars(value)[word], used, found)
    elif isinstance(value, ModuleType):
        found[value.__name__] = str(getattr(value, "__version__", "")).encode()
    elif hasattr(value, "py_func") or isinstance(value, FunctionType):
        ingredients(getattr(value, "py_func", value), found)
    else:
        found[name] = value.tobytes() if hasattr(value, "tobytes") else repr(value).encode()


def _text_of(code: CodeType, used: set[str]) -> str:
    """Compiled by Python, without the places of its lines; the names it looks up are added to `used`."""
    used.update(code.co_names)
    consts = [_text_of(x, used) if isinstance(x, CodeType) else repr(x) for x in code.co_consts]
    return repr((code.co_code, consts, code.co_names, code.co_varnames))


def layout(signature: Any) -> str:
    """Every table in a signature with its columns: compiled code knows these by their places alone, and cannot be read
    where a table has gone by another name since."""
    table = getattr(signature, "instance_class", None)
    names = [] if table is None else [f"{table.__module__}.{table.__qualname__}", *getattr(table, "_fields", ())]
    within = signature if isinstance(signature, tuple) else getattr(signature, "types", ())
    inside = [layout(kind) for kind in within]
    return " ".join([*names, *filter(None, inside)])


def folder_of(function: Callable[..., Any], signature: Any = ()) -> Path:
    """Where the compiled code of a loop is kept: an edit of another one leaves it as it is, and any copy of the same
    source finds it."""
    how = f"{numba.__version__} {sys.version} {config.BOUNDSCHECK} {HOW} {layout(signature)}"
    digest = hashlib.sha256(how.encode())
    for name, text in sorted(ingredients(function).items()):
        digest.update(name.encode() + text)
    return cache_folder() / f"{function.__module__}.{function.__qualname__}" / digest.hexdigest()[:16]


def _forget_old(versions: Path) -> None:
    """Keep the code of the versions used last."""
    old = sorted(versions.glob("*/"), key=lambda path: path.stat().st_mtime)[:-KEPT] if versions.is_dir() else []
    for path in old:
        shutil.rmtree(path, ignore_errors=True)


class _Kept:
    """What numba asks for the compiled code of a loop before it compiles it. Asked when the loop is first called: then
    all that it uses is there."""

    cache_path = None

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        self._caches: dict[Path, Any] = {}

    def load_overload(self, signature: Any, context: Any) -> Any:
        try:
            return self._cache(signature).load_overload(signature, context)
        except Exception:  # what is kept was damaged: whatever reading it ends in, it is compiled anew
            folder = folder_of(self._function, signature)
            shutil.rmtree(folder, ignore_errors=True)
            self._caches.pop(folder, None)
            return None

    def save_overload(self, signature: Any, compiled: Any) -> None:
        with contextlib.suppress(OSError):  # a full disk: it is compiled again next time
            self._cache(signature).save_overload(signature, compiled)

    def flush(self) -> None:
        self._caches.clear()

    def _cache(self, signature: Any) -> Any:
        folder = folder_of(self._function, signature)
        if folder not in self._caches:
            self._caches[folder] = _cache_in(folder, self._function)
        return self._caches[folder]


def _cache_in(folder: Path, function: Callable[..., Any]) -> Any:
    """Numba's own cache in a folder, or none where nothing can be written."""
    try:
        if not folder.exists():
            _forget_old(folder.parent)
            folder.mkdir(parents=True, exist_ok=True)
        os.utime(folder)
    except OSError:
        return caching.NullCache()
    return _Cache(folder, function)


class Kernel:
    """A loop over rows, called with the number of rows and then the arguments after `lo, hi, part`.

    `ranges` says into how many ranges the rows are split where one row is much work: `parts(rows)` if left out.
    """

    def __init__(self, function: Callable[..., Any]) -> None:
        self.py_func = function
        self.__name__ = function.__name__
        self.__doc__ = function.__doc__
        self._run: Callable[..., Any] = serial(function)

    def __call__(self, rows: int, *args: Any, ranges: int | None = None) -> None:
        ranges = ranges or parts(rows)
        if ranges == 1:
            self._run(0, rows, 0, *args)
            return
        bounds = [(part * rows // ranges, (part + 1) * rows // ranges, part) for part in range(ranges)]
        if _pool is None:
            for lo, hi, part in bounds:
                self._run(lo, hi, part, *args)
            return
        for done in [_pool.submit(self._run, lo, hi, part, *args) for lo, hi, part in bounds]:
            done.result()


def kernel(function: Callable[..., Any]) -> Kernel:
    """Compile a loop `f(lo, hi, part, …)` over a range of rows; interpreted when numba is switched off."""
    return Kernel(function)


def serial(function: F) -> F:
    """Compile a loop that must see its rows in order, all at once."""
    LOOPS.append(function)
    if LISTENING:
        return _listening(function)
    if not COMPILED:
        return function
    loop: Any = numba.njit(**HOW)(function)
    loop._cache = _Kept(function)
    return loop


def _listening(function: F) -> F:
    """A loop as it is written, which notes what it is first called with."""

    @wraps(function)
    def called(*args: Any) -> Any:
        HEARD.setdefault((function.__module__, function.__name__), args)
        with np.errstate(all="ignore"):  # compiled, it says nothing either
            return function(*args)

    told: Any = called
    return told


def interpreted(function: F) -> F:
    """A rule as it is written, which takes whole columns too."""
    plain: F = getattr(function, "py_func", function)
    return plain


def rule(function: F) -> F:
    """Compile a decision in scalars so that it melts into the kernels that use it; kept for whoever calls it alone."""
    if not COMPILED:
        return function
    decision: Any = numba.njit(inline="always", **HOW)(function)
    decision._cache = _Kept(function)
    return decision
