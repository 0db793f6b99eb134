"""One server on one event loop: the database is opened, the pages served, the database closed."""

from __future__ import annotations

import asyncio
import os
import socket
import warnings
from collections.abc import Callable
from pathlib import Path

# Before Gradio is loaded: nothing is reported to anyone, nothing is looked up.
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import gradio as gr
import uvicorn
from fastapi import FastAPI

from trainer.conversation import Turn
from trainer.encoder import encode
from trainer.errors import SettingsError
from trainer.speaking.acts import of_banks
from trainer.web import theme
from trainer.web.app import build_app
from trainer.web.front import Front
from trainer.web.render import environment
from trainer.web.workshop import workshop
from trainer.wiring import Services


def asgi(services: Services) -> FastAPI:
    """The pages as an ASGI app. The caller opens and closes the services."""
    demo, fillers = build_app(
        services.practice,
        services.store,
        services.library,
        services.review,
        services.rubric,
        workshop(services),
    )
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.add_middleware(Front, fillers=fillers)
    warnings.filterwarnings("ignore", message="SSR mode is not supported")  # nor is it asked for
    gr.mount_gradio_app(
        app,
        demo,
        path="/",
        theme=theme.base(),
        head=theme.head(),
        favicon_path=str(Path(__file__).parent / "favicon.svg"),
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        show_error=False,
    )
    return app


def serve(services: Services, say: Callable[[str], None] = print) -> None:
    """Serve until interrupted. Raises SettingsError for a port in use, StoreError."""
    settings = services.settings
    listening = listen(settings.host, settings.port)
    address = f"Sales Trainer is at http://{settings.host}:{settings.port}  (Ctrl+C ends it)"
    asyncio.run(_run(services, listening, lambda: say(address)))


async def _run(services: Services, listening: socket.socket, ready: Callable[[], None]) -> None:
    await services.open()
    ready()
    warming = asyncio.create_task(asyncio.to_thread(_warm, services))
    try:
        config = uvicorn.Config(asgi(services), log_level="warning", timeout_graceful_shutdown=3)
        await uvicorn.Server(config).serve(sockets=[listening])
    finally:
        warming.cancel()
        await services.close()
        listening.close()


def _warm(services: Services) -> None:
    """Load what the first page and the first message would otherwise wait for."""
    services.library.scan()
    services.rubric()
    services.reader.hear([], Turn("rep", "Hello."))
    encode("hello")
    if services.model:
        of_banks()
    for name in environment().list_templates():
        environment().get_template(name)


def listen(host: str, port: int) -> socket.socket:
    """A bound socket. Raises SettingsError when the address is taken or cannot be used."""
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        sock = socket.socket(family, kind, proto)
    except OSError as e:
        raise SettingsError(f"cannot be used ({e.strerror})", where="TRAINER_HOST") from None
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind(address)
        sock.listen(128)
    except OSError as e:
        sock.close()
        raise SettingsError(
            f"{port} cannot be used on {host} ({(e.strerror or 'unknown fault').lower()})",
            where="TRAINER_PORT",
            mend="Stop the other program, or set TRAINER_PORT to another number.",
        ) from None
    sock.set_inheritable(True)
    return sock
