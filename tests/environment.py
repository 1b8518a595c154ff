"""The environment of the test suite, set before Django reads its settings (loaded by pytest's `-p`)."""

import os

os.environ.setdefault("NEWSROOM_DEMO", "1")
