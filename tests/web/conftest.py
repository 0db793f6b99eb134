"""A real server in a process of its own, and a real browser to look at it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from trainer.settings import Settings
from trainer.wiring import Services, build

ROOT = Path(__file__).parents[2]
# Read before the suite seals itself off from the environment.
REQUIRED = os.environ.get("TRAINER_REQUIRE_BROWSER") == "1"
CHROMIUM = next(
    (p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PORTS = range(7900, 7950)


class Server:
    """`python app.py` over a database of its own; can be stopped and started again."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder, self.environment = folder, environment
        self.port = next(p for p in PORTS if _free(p))
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = os.environ | {
            "TRAINER_DATABASE_URL": f"sqlite:///{self.folder / 'trainer.db'}",
            "TRAINER_PORT": str(self.port),
            "PYTHONPATH": str(ROOT),
            **self.environment,
        }
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-X", "faulthandler", str(ROOT / "app.py")],
                cwd=self.folder,
                env=environment,
                stdout=log,
                stderr=log,
            )
        for _ in range(600):
            if self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(self.url, timeout=5):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise AssertionError(f"the server did not start:\n{self.log}")

    def stop(self, how: int = signal.SIGTERM) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.process.send_signal(signal.SIGABRT)  # its stacks go to the log
                self.process.wait(timeout=20)
                raise AssertionError(f"the server would not stop:\n{self.log}") from None
            finally:
                self.process = None

    @property
    def log(self) -> str:
        return (self.folder / "server.log").read_text("utf-8")


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("server"))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Headless Chromium. Skips with the reason where there is none, unless one is required.

    Stopped with each module: while it runs, its event loop would stand in async tests' way.
    """
    try:
        from playwright.sync_api import Error, sync_playwright

        manager = sync_playwright().start()
    except ImportError as e:
        _without(f"playwright is not installed ({e})")
    try:
        found = manager.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    except Error as e:
        manager.stop()
        _without(f"no browser starts here ({str(e).splitlines()[0]})")
    yield found
    found.close()
    manager.stop()


def _without(reason: str) -> None:
    if REQUIRED:
        pytest.fail(reason)
    pytest.skip(f"{reason}; set TRAINER_REQUIRE_BROWSER=1 to make this a failure")


@pytest.fixture
def open_page(browser: Any, server: Server) -> Iterator[Callable[..., Any]]:
    """Opens a path in a fresh context. A script error or a request elsewhere fails the test."""
    contexts: list[Any] = []
    faults: list[str] = []

    def watch(page: Any) -> None:
        page.on("pageerror", lambda e: faults.append(f"script: {e}"))
        page.on("request", lambda r: _outside(r.url) and faults.append(f"request: {r.url}"))

    def opened(path: str = "/", *, width: int = 1280, height: int = 800, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(20_000)
        context.on("page", watch)
        contexts.append(context)
        page = context.new_page()
        page.goto(server.url + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults
    assert "Traceback" not in server.log


def _outside(url: str) -> bool:
    return url.startswith(("http://", "https://", "ws")) and "//127.0.0.1:" not in url


@pytest.fixture
async def services() -> AsyncIterator[Services]:
    """All that the app is made of, over a store in memory."""
    ready = build(Settings(env_file=None), in_memory=True)
    await ready.open()
    yield ready
    await ready.close()
