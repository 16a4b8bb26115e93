"""Edits that spoil a text or bytes: what a slip of the hand, a damaged disk or somebody with bad intent would do."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

# What stands where something else should.
ODD = [
    *("", "~", "null", "true", "-1", "0", "-0.0", "1e308", "-1e308", "1e400", "nan", ".nan", ".inf", "-.inf"),
    *("9" * 400, "0x10", "1:30", "1_000", "1,5", "full", "2025-13", "0000-00", "9999-12", "2025-01-01", "12:00"),
    *("[]", "{}", "[[]]", "{a: {b: {c: 1}}}", "[" * 200, "{a: " * 200, "]" * 9, "- " * 50, "[1, [2, [3]]]"),
    *("*x", "&x 1", "<<: *x", "!!python/object/apply:os.system [ls]", "!!binary aGk=", "!!set {a}", "|\n  x", ">-"),
    *(
        "中文",
        "就业" * 400,
        "\u202e",
        "\x00",
        "\ufeff",
        "\u2028",
        "\ud800",
        "a" * 10_000,
        "'",
        '"',
        "#",
        ":",
        "%",
        "\\",
    ),
    *("../../etc/passwd", "/dev/zero", "/dev/stdin", "/proc/self/mem", "C:\\x", ".", "~/x", "file:///etc/passwd"),
    *(
        "%s%n",
        "{0}",
        "{x.__class__}",
        "${HOME}",
        "$(ls)",
        "`ls`",
        "<script>alert(1)</script>",
        "[bold red]x[/]",
        "'; --",
    ),
    *("__import__('os')", "self", "baseline", "all", "none", "usual", "own", "reference", "hangzhou", "levers", "city"),
]
KINDS = ("cut", "drop", "twice", "put", "value", "key", "indent", "swap", "flip")
EDITS = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from(ODD)),
    min_size=1,
    max_size=4,
)
Edit = tuple[str, int, int, str]


def spoiled(text: str, edits: list[Edit]) -> str:
    """A text after these edits; places are taken around its end, so that any number is one."""
    for kind, at, more, odd in edits:
        text = _TEXT.get(kind, _put)(text, at, more, odd)
    return text


def spoiled_bytes(raw: bytes, edits: list[Edit]) -> bytes:
    """Bytes after these edits."""
    for kind, at, more, odd in edits:
        place = at % (len(raw) + 1)
        if kind in ("cut", "indent"):
            raw = raw[:place]
        elif kind in ("drop", "key"):
            raw = raw[:place] + raw[place + 1 + more % 64 :]
        elif kind in ("twice", "swap"):
            raw = raw[:place] + raw[max(0, place - more % 200) : place] + raw[place:]
        elif kind == "flip":
            raw = raw[:place] + bytes(byte ^ (1 << more % 8) for byte in raw[place : place + 1]) + raw[place + 1 :]
        else:
            raw = raw[:place] + odd.encode("utf-8", "surrogatepass") + raw[place:]
    return raw


def _put(text: str, at: int, more: int, odd: str) -> str:
    place = at % (len(text) + 1)
    return text[:place] + odd + text[place:]


def _line(edit: Callable[[str, int, str], str]) -> Callable[[str, int, int, str], str]:
    """An edit of one line."""

    def work(text: str, at: int, more: int, odd: str) -> str:
        lines = text.split("\n")
        lines[at % len(lines)] = edit(lines[at % len(lines)], more, odd)
        return "\n".join(lines)

    return work


def _value(line: str, more: int, odd: str) -> str:
    """Something else behind one of the colons of a line."""
    head, colon, rest = _parted(line, more)
    tail = "".join(rest[k:] for k in [min((rest.find(sign) for sign in ",}]" if sign in rest), default=len(rest))])
    return f"{head}{colon} {odd}{tail}"


def _key(line: str, more: int, odd: str) -> str:
    head, colon, rest = _parted(line, more)
    stem = head.rstrip("abcdefghijklmnopqrstuvwxyz_")
    return f"{stem}{odd}{colon}{rest}"


def _parted(line: str, more: int) -> tuple[str, str, str]:
    places = [k for k, sign in enumerate(line) if sign == ":"]
    if not places:
        return line, "", ""
    at = places[more % len(places)]
    return line[:at], ":", line[at + 1 :]


def _swap(text: str, at: int, more: int, odd: str) -> str:
    lines = text.split("\n")
    one, other = at % len(lines), more % len(lines)
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


_TEXT: dict[str, Callable[[str, int, int, str], str]] = {
    "cut": lambda text, at, more, odd: text[: at % (len(text) + 1)],
    "drop": _line(lambda line, more, odd: line[: more % (len(line) + 1)]),
    "twice": _line(lambda line, more, odd: f"{line}\n{line}"),
    "put": _put,
    "flip": _put,
    "value": _line(_value),
    "key": _line(_key),
    "indent": _line(lambda line, more, odd: " " * (more % 5) + ("\t" if more % 7 == 0 else "") + line),
    "swap": _swap,
}
