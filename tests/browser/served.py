"""The demo as a person runs it, for a browser to look at: a server and a database of its own, both gone at the end.

No test database and no live_server: what is looked at is what `make demo` serves, policy, static files and all. Filled
once, copied for each module; that filling what is filled changes nothing is for `.ci/demo` and `test_demo`.
"""

import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import psycopg
from psycopg import sql

from articles.management.commands.demo import server_command

PROJECT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 180


@contextmanager
def filled_demo(folder: Path) -> Iterator[str]:
    """Yield the address of a database that the demo has filled, for others to be copied from; nobody serves it."""
    with own_database(folder) as url:
        command = [sys.executable, "manage.py", "demo", "--no-serve"]
        subprocess.run(command, cwd=PROJECT, env=environment(folder, url), check=True, capture_output=True)
        yield url


@contextmanager
def served_demo(folder: Path, filled: str) -> Iterator[str]:
    """Yield the address of a demo with a copy of the database `filled`. Its files are kept in `folder`; with
    DATABASE_URL on PostgreSQL, it has a database of its own on that server."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    log = folder / "server.log"
    with own_database(folder, filled) as url, log.open("wb") as out:
        server = subprocess.Popen(
            server_command(port),
            cwd=PROJECT,
            env=environment(folder, url),
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            wait_for(server, address, log)
            yield address
        finally:
            end(server)
    shutil.rmtree(folder, ignore_errors=True)


def environment(folder: Path, url: str) -> dict[str, str]:
    """Return this process's environment with the settings of a demo that has its files in `folder`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NEWSROOM_")}
    return {**kept, "NEWSROOM_DEMO": "1", "NEWSROOM_DATA_DIR": str(folder), "DATABASE_URL": url}


@contextmanager
def own_database(folder: Path, filled: str = "") -> Iterator[str]:
    """Yield the address of a new database, empty or a copy of `filled`: an SQLite file, or one on the server of DATABASE_URL."""
    url = os.environ.get("DATABASE_URL", "")
    if urlsplit(url).scheme not in ("postgres", "postgresql"):
        path = folder / "newsroom.sqlite3"
        if filled:
            with (
                closing(sqlite3.connect(filled.removeprefix("sqlite:///"))) as model,
                closing(sqlite3.connect(path)) as own,
            ):
                model.backup(own)
        yield f"sqlite:///{path}"
        return
    name = f"newsroom_browser_{uuid.uuid4().hex[:12]}"
    model = sql.Identifier(urlsplit(filled).path[1:] or "template1")
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), model))
        try:
            yield urlsplit(url)._replace(path=f"/{name}").geturl()
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def free_port() -> int:
    """Return a port nobody listens on, below those that outgoing connections are given."""
    while True:
        port = random.randrange(20000, 32000)
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)):
                return port


def wait_for(server: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    """Return when the server answers. Raises RuntimeError with the end of its log where it ends or never does."""
    for _tenth in range(SECONDS_TO_START * 10):
        if server.poll() is not None:
            break
        try:
            with urlopen(f"{address}/healthz", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"The demo did not start:\n{log.read_text(errors='replace')[-3000:]}")


def end(server: "subprocess.Popen[bytes]") -> None:
    """End the server and the processes it started, which are in a group of their own."""
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
