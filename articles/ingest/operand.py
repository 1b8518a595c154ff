"""What stands before an operator in the program of a PDF's page: its tokens, numbers, strings and matrices. Not for running it."""

import re
from typing import Any

from articles.ingest.font import resolve

TOKEN = re.compile(
    rb"[\x00\t\n\f\r ]+|%[^\r\n]*"
    rb"|(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))(?=[\x00\t\n\f\r ()<>\[\]{}/%]|\Z)"
    rb"|(?P<plain>\([^()\\]*\))"
    rb"|<(?P<hex>[0-9A-Fa-f\x00\t\n\f\r ]*)>"
    rb"|/(?P<name>[^\x00\t\n\f\r ()<>\[\]{}/%]*)"
    rb"|(?P<mark><<|>>|[\[\]{}])"
    rb"|(?P<word>[^\x00\t\n\f\r ()<>\[\]{}/%]+)"
)
_PART = re.compile(rb"\\([0-7]{1,3}|\r\n|[\s\S])|([()])")
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}

Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read_value(kind: str, token: bytes) -> Any:  # Any: what a token of a page stands for
    """Return the number, name or bytes that a token of `kind` stands for."""
    if kind == "number":
        return float(token)
    if kind == "name":
        return "/" + token.decode("latin-1")
    if kind == "hex":
        digits = re.sub(rb"\s", b"", token).replace(b"\x00", b"")
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    return token[1:-1]


def read_string(program: bytes, at: int) -> tuple[int, bytes]:
    """Return the end of a string with brackets or escapes in it, and what it holds; the end of all where it is not closed."""
    out: list[bytes] = []
    depth, done = 0, at
    for match in _PART.finditer(program, at):
        if match[1] is not None:
            code = match[1]
            octal = code[:1].isdigit() and code[:1] < b"8"
            out += (program[done : match.start()], bytes([int(code, 8) & 255]) if octal else _ESCAPES.get(code, code))
            done = match.end()
            continue
        depth += 1 if match[2] == b"(" else -1
        if depth == 0:
            return match.end(), b"".join((*out, program[done : match.start()]))[1:]
    return len(program), b""


def last_numbers(operands: list[Any], count: int) -> list[float]:
    """Return the last `count` operands where all are numbers in bounds; noughts where not."""
    found = [one for one in operands[-count:] if isinstance(one, float) and abs(one) < 1e7]
    return found if len(found) == count else [0.0] * count


def as_matrix(found: Any) -> Matrix:  # Any: operands, or an object of a PDF
    """Return the last six operands as a matrix; UNIT where they are none."""
    numbers = [float(resolve(one)) for one in found[-6:]] if isinstance(found, list) and len(found) >= 6 else []
    a, b, c, d, e, f = numbers if all(abs(one) < 1e7 for one in numbers) and numbers else UNIT
    return a, b, c, d, e, f


def product(m: Matrix, n: Matrix) -> Matrix:
    """Return the matrix that does as `m` and then `n`."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )
