"""Watches who writes the workflow's own columns while the tests run: nobody may but `editorial.workflow`, and tests."""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from articles.models.workpiece import WORKFLOW_FIELDS

ROOT = Path(__file__).resolve().parent.parent
WORKFLOW = str(ROOT / "articles/editorial/workflow") + "/"
#: Where rows are saved for whoever asked; migrations write what they must.
PASSED_OVER = (str(ROOT / "articles/models") + "/",)
TESTS = str(ROOT / "tests") + "/"

_COLUMNS = "|".join(sorted(f"{name}_id" if name == "assignee" else name for name in WORKFLOW_FIELDS))
_UPDATE = re.compile(rf'UPDATE "articles_(?:article|collection)" SET (?:.*, )?"(?:{_COLUMNS})" = ', re.DOTALL)
_INSERT = re.compile(r'INSERT INTO "articles_(?:article|collection)" \(([^)]*)\)')


class ForeignWrite(AssertionError):
    """A state, version, round, person or day written outside the workflow."""


def watch(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Run the statement; raise ForeignWrite where it writes a column of the workflow from elsewhere."""
    if isinstance(sql, str) and (_UPDATE.match(sql) or _makes_no_draft(sql, params, many)):
        place = writer(sys._getframe(1))
        if not place.startswith((WORKFLOW, TESTS)):
            raise ForeignWrite(f"{place or 'unknown code'}: {sql[:200]}")
    return execute(sql, params, many, context)


def writer(frame: FrameType | None) -> str:
    """Return the file of the project's innermost frame, the models passed over; "" where there is none."""
    while frame is not None:
        name = frame.f_code.co_filename
        ours = name.startswith((str(ROOT / "articles"), TESTS)) and name != __file__
        if ours and not name.startswith(PASSED_OVER):
            return name
        frame = frame.f_back
    return ""


def _makes_no_draft(sql: str, params: Any, many: bool) -> bool:
    """Return whether rows are made in a state beyond draft, which only moves lead to."""
    made = _INSERT.match(sql)
    if not made or '"state"' not in made[1] or not params:
        return False
    values = [value for row in params for value in row] if many else list(params)
    return bool({"review", "published", "withdrawn"} & {value for value in values if isinstance(value, str)})
