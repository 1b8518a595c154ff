"""The one value that reading and lint both speak: something an editor should look at, and where.

Not for facts (those are `ingest.records.Fact`) and not for changes already made (those are ledger edits).
"""

import hashlib
from dataclasses import dataclass
from typing import Literal

Level = Literal["block", "reason", "note"]
#: Code points of context kept on either side of a quotation, enough to find a repeated phrase again.
CONTEXT = 16


@dataclass(frozen=True, slots=True)
class Finding:
    """A remark on `[start, end)` of `field`, in code points of that field's text.

    `level` is block (must be mended before signing off), reason (may be dismissed with one) or note.
    `fix` is the text to put in place of `quote`, or None where only a person can mend it; `choices` are
    further candidates in order of likelihood; `proof` says in one line what the finding rests on.
    """

    code: str
    level: Level
    field: str
    start: int
    end: int
    quote: str
    before: str
    after: str
    message: str
    fix: str | None = None
    choices: tuple[str, ...] = ()
    proof: str = ""

    @property
    def key(self) -> str:
        """Return the sha256 by which a decision on this finding is remembered: code, field, quote, context.

        >>> find("damaged-bytes", "block", "body", "推动?xùn)|北", 2, 8, "x").key[:8]
        'ea9d849f'
        """
        parts = (self.code, self.field, self.quote, self.before, self.after)
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def find(
    code: str,
    level: Level,
    field: str,
    text: str,
    start: int,
    end: int,
    message: str,
    *,
    fix: str | None = None,
    choices: tuple[str, ...] = (),
    proof: str = "",
) -> Finding:
    """Return the finding on `text[start:end]`, with its quotation and context cut from `text`."""
    return Finding(
        code=code,
        level=level,
        field=field,
        start=start,
        end=end,
        quote=text[start:end],
        before=text[max(0, start - CONTEXT) : start],
        after=text[end : end + CONTEXT],
        message=message,
        fix=fix,
        choices=choices,
        proof=proof,
    )
