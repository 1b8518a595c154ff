"""A reader, for the worker processes of tests, that ends its process with one capture of a folder. It knows no Django."""

import os
import signal

from articles.ingest import parcel
from articles.ingest.columns import Columns
from articles.ingest.parcel import Parcel

_read = parcel.read


def read(content: bytes, columns: Columns = ()) -> Parcel:
    """Return what `parcel.read` does, but for the second capture, which is read to the end of the process."""
    if "第2个".encode() in content:
        os.kill(os.getpid(), signal.SIGKILL)
    return _read(content, columns)
