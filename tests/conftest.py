"""No test reaches the network, the home directory or the settings of whoever runs it."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

OURS = ("TRAINER_", "OPENAI_")


@pytest.fixture(scope="session", autouse=True)
def _sealed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Connections go to this machine only; homes are temporary; settings start out unset."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _loopback_only(getattr(socket.socket, name)))
        for name in [name for name in os.environ if name.startswith(OURS)]:
            patch.delenv(name)
        for cache in (".cache", "Library/Caches"):  # browsers stay where they were installed
            browsers = Path.home() / cache / "ms-playwright"
            if browsers.is_dir() and "PLAYWRIGHT_BROWSERS_PATH" not in os.environ:
                patch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(browsers))
        home = tmp_path_factory.mktemp("home")
        patch.setenv("HOME", str(home))
        patch.setenv("USERPROFILE", str(home))
        for name in ("DATA", "CONFIG", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        base = tmp_path_factory.getbasetemp()
        shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
        patch.setenv("XDG_CACHE_HOME", str(shared / "cache"))  # one for all workers
        yield


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has a data folder of its own, and no .env lying about is read."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data-home"))
    monkeypatch.setattr("trainer.settings.ENV_FILE", tmp_path / ".env")


def _loopback_only(connect: Any) -> Any:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = str(address[0]).partition("%")[0]
            if host != "localhost" and not _is_loopback(host):
                raise AssertionError(f"a test tried to reach {host}")
        return connect(self, address)

    return guarded


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
