"""The environment of the test suite, set before Django reads its settings (loaded by pytest's `-p`)."""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("NEWSROOM_DEMO", "1")
if "NEWSROOM_DATA_DIR" not in os.environ:
    # A folder of the run's own, so that two runs at once never share an SQLite file; workers inherit it.
    os.environ["NEWSROOM_DATA_DIR"] = tempfile.mkdtemp(prefix="newsroom-tests-")
    atexit.register(shutil.rmtree, os.environ["NEWSROOM_DATA_DIR"], ignore_errors=True)
