"""The two compilers of the house: `rule` for one decision in scalars, `kernel` for one loop over rows.

A kernel is written as a loop over the rows from `lo` to `hi` and called with the number of rows. Small cities run it in
one go; large ones in eight ranges that threads share, since compiled code runs without Python's lock. Every row writes
to itself alone and sums across rows are sums of integers kept by range, so any number of threads gives the same bits.
Rows are unsigned (`np.uint32(n)`): numba then leaves out the check for indices that count from the end.
`kernel.py_func` is the interpreted version of the same source.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])

COMPILED = not int(os.environ.get("NUMBA_DISABLE_JIT") or 0)
if COMPILED:  # interpreted, it is not even imported: it takes half a second
    import numba
    from numba import config

THREADED_ROWS = 50_000  # below this many rows one range is quicker (measured on two cores)
KEPT = 6  # versions of each loop's compiled code kept on disk
PARTS = 8  # ranges of a large table, whatever the number of threads

_threads = 1
_pool: ThreadPoolExecutor | None = None
_keeping = threading.Lock()


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
    """Where compiled code is kept."""
    base = os.environ.get("NUMBA_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "jiuye"


def ingredients(function: Callable[..., Any], into: dict[str, bytes] | None = None) -> dict[str, bytes]:
    """All that the compiled code of a loop is made of: its own code, that of the rules and loops it calls, however far
    away, and the constants they read. Numba itself overlooks edits of what is imported."""
    found = {} if into is None else into
    name = f"{function.__module__}.{function.__qualname__}"
    if name in found:
        return found
    used: set[str] = set()
    found[name] = _text_of(function.__code__, used).encode()
    for word in sorted(used & function.__globals__.keys()):
        value = function.__globals__[word]
        if hasattr(value, "py_func"):
            ingredients(value.py_func, found)
        elif isinstance(value, ModuleType):
            found[value.__name__] = str(getattr(value, "__version__", "")).encode()
        else:
            found[f"{name} {word}"] = value.tobytes() if hasattr(value, "tobytes") else repr(value).encode()
    return found


def _text_of(code: CodeType, used: set[str]) -> str:
    """Compiled by Python, without the places of its lines; the names it looks up are added to `used`."""
    used.update(code.co_names)
    consts = [_text_of(x, used) if isinstance(x, CodeType) else repr(x) for x in code.co_consts]
    return repr((code.co_code, consts, code.co_names, code.co_varnames))


def _tables(kinds: Iterable[Any]) -> Iterator[str]:
    """Fields of the named tuples among the types of arguments. Numba knows these by their classes alone, and would use
    code in which two columns stand the other way round."""
    for kind in kinds:
        if isinstance(kind, numba.types.BaseNamedTuple):
            yield f"{kind.instance_class.__name__} {kind.fields}"
        if isinstance(kind, numba.types.BaseTuple):
            yield from _tables(kind)


def _folder(function: Callable[..., Any], kinds: Iterable[Any]) -> Path:
    """Where the compiled code of a loop is kept: an edit of another one leaves it as it is."""
    digest = hashlib.sha256(f"{numba.__version__} {sys.version} {config.BOUNDSCHECK}".encode())
    digest.update("\n".join(_tables(kinds)).encode())
    for name, text in sorted(ingredients(function).items()):
        digest.update(name.encode() + text)
    folder = cache_folder() / f"{function.__module__}.{function.__qualname__}" / digest.hexdigest()[:16]
    if not folder.exists():
        _forget_old(folder.parent)
    return folder


def _forget_old(versions: Path) -> None:
    """Keep the code of the last few versions only."""
    old = sorted(versions.glob("*/"), key=lambda path: path.stat().st_mtime)[:-KEPT] if versions.is_dir() else []
    for path in old:
        shutil.rmtree(path, ignore_errors=True)


def _keep(loop: Any) -> None:
    """Let numba keep what it compiles of a loop. Where, is known when it is first called: then all it uses is there."""
    compiling = loop.compile

    def compile_or_load(signature: Any) -> Any:
        with _keeping:
            if "compile" in vars(loop):
                config.CACHE_DIR = str(_folder(loop.py_func, signature))
                loop.enable_caching()
                del loop.compile
        return compiling(signature)

    loop.compile = compile_or_load


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
    if not COMPILED:
        return function
    loop: F = numba.njit(nogil=True)(function)
    _keep(loop)
    return loop


def interpreted(function: F) -> F:
    """A rule as it is written, which takes whole columns too."""
    plain: F = getattr(function, "py_func", function)
    return plain


def rule(function: F) -> F:
    """Compile a decision in scalars so that it melts into the kernels that use it."""
    return numba.njit(inline="always", nogil=True)(function) if COMPILED else function
