"""The environment of the test suite, set before Django reads its settings (loaded by pytest's `-p`)."""

import atexit
import os
import shutil
import tempfile
from typing import Any

import pytest

os.environ.setdefault("NEWSROOM_DEMO", "1")
if "NEWSROOM_DATA_DIR" not in os.environ:
    # A folder of the run's own, so that two runs at once never share an SQLite file; workers inherit it.
    os.environ["NEWSROOM_DATA_DIR"] = tempfile.mkdtemp(prefix="newsroom-tests-")
    atexit.register(shutil.rmtree, os.environ["NEWSROOM_DATA_DIR"], ignore_errors=True)


@pytest.hookimpl(tryfirst=True)  # before xdist's own answer, which is the number of processors
def pytest_xdist_auto_num_workers(config: Any) -> int:
    """Start one worker more than there are processors: those that drive a browser wait for its pages half of the time."""
    return (os.cpu_count() or 1) + 1
