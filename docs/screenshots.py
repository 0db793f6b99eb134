"""Takes the pictures in docs/screenshots: python docs/screenshots.py

Plays a few calls into a database of its own, serves the app on a free port, and photographs the
pages in headless Chromium, light and dark, on a desk and on a phone.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
OUT = Path(__file__).parent / "screenshots"
sys.path.insert(0, str(ROOT))

from trainer.conversation import Plan  # noqa: E402
from trainer.report import Verdict  # noqa: E402
from trainer.settings import Settings  # noqa: E402
from trainer.wiring import Services, build  # noqa: E402

REP, TRAINER = "Ana Reyes", "Marek"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
ON_PHONE = {"practice", "call", "debrief", "history"}
SIZES = {"desktop": (1280, 800), "phone": (390, 844)}

PLAN = Plan(
    "She sees what a bad night costs",
    "A figure on a failed night, hers to keep",
    "Forty minutes with her and Neil, Thursday at ten",
    "Twenty minutes on her call-out log",
    ("purpose", "nights today", "the cost", "recap", "ask"),
)

TALK = (
    "Dana, it's Ana Reyes at Middlewatch. You've advertised twice for an engineer with on-call, so "
    "I think your nights hang on very few people. Is that fair?",
    "When planning stops at two in the morning, who picks up, and what happens next?",
    "And the last time it went wrong: what did it cost you by the time the lorries were loaded?",
    "We have the best engineers in the trade, around the clock, in four countries.",
    "Sure, I can send you something to read.",
    "What would you need to see to be sure it is worth half an hour?",
    "Would you and Neil give me forty minutes on Thursday at ten?",
    "Understood. What is behind it?",
    "Then just the two of us: twenty minutes on Tuesday at nine over three months of your call-out "
    "log, so that you have the figure before anybody asks for it.",
)
PAST = (
    ("twenty-seconds", "pushy", 20),
    ("twenty-seconds", "passive", 18),
    ("next-quarter", "pushy", 15),
    ("proposal-and-pricing", "passive", 13),
    ("twenty-seconds", "strong", 11),
    ("skip-to-the-demo", "passive", 8),
    ("next-quarter", "passive", 6),
    ("proposal-and-pricing", "strong", 3),
)


async def play(services: Services) -> tuple[str, str]:
    """A few weeks of practice; gives the finished call to debrief and one left open."""
    start = datetime.now(UTC).replace(hour=8, minute=40, second=0)
    await services.open()
    for scenario, who, days in PAST:
        lines = (ROOT / "tests" / "scripts" / f"{scenario}.{who}.txt").read_text("utf-8")
        at = start - timedelta(days=days, minutes=7 * days)
        await call(services, scenario, lines.splitlines(), at, seed=3)
    shown = await call(
        services, "next-quarter", TALK, start - timedelta(days=1), seed=7, plan=PLAN, hint_at=5
    )
    await services.review.comment(
        shown, 2, "Good: a reason for this call and none other.", author=TRAINER
    )
    await services.review.overrule(
        shown, "control.agenda", Verdict.MET, "You said how long and what for.", author=TRAINER
    )
    left = await call(services, "next-quarter", TALK[:3], start, seed=7, plan=PLAN, end=False)
    await services.close()
    return shown, left


async def call(
    services: Services,
    scenario: str,
    lines: Any,
    at: datetime,
    *,
    seed: int,
    plan: Plan | None = None,
    hint_at: int = 0,
    end: bool = True,
) -> str:
    services.practice.now = lambda: at
    session = await services.practice.start(scenario, rep=REP, seed=seed, plan=plan)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        if number == hint_at:
            await services.practice.hint(session.id)
        pieces = [piece async for piece in services.practice.say(session.id, line)]
        if pieces[-1].ended:  # type: ignore[union-attr]
            break
    if end:
        await services.practice.finish(session.id)
    return session.id


def photograph(url: str, shown: str, left: str) -> None:
    pages = {
        "practice": ("/", ".card"),
        "brief": ("/?scenario=next-quarter", "#brief-main h1"),
        "call": (f"/?session={left}", "#log .line"),
        "debrief": (f"/debrief?session={shown}", ".debrief"),
        "mind": (f"/debrief?session={shown}", ".debrief"),
        "where": (f"/debrief?session={shown}", ".debrief"),
        "history": ("/history", ".log"),
        "review": (f"/review?session={shown}", ".sheet"),
        "write": ("/write", ".findings"),
    }
    with sync_playwright() as p:
        chromium = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
        browser = p.chromium.launch(executable_path=chromium, args=FLAGS)
        for size, (width, height) in SIZES.items():
            for mode in ("light", "dark"):
                context = browser.new_context(
                    viewport={"width": width, "height": height}, color_scheme=mode
                )
                context.add_init_script(
                    f"localStorage.setItem('trainer.name', '{REP}');"
                    f"localStorage.setItem('trainer.author', '{TRAINER}');"
                )
                page = context.new_page()
                for name, (path, ready) in pages.items():
                    if size == "phone" and name not in ON_PHONE:
                        continue
                    page.goto(url + path)
                    page.locator(ready).first.wait_for()
                    if name in ("mind", "where"):
                        page.locator(f"#h-{name}").evaluate(
                            "h => window.scrollTo(0, h.getBoundingClientRect().top - 40)"
                        )
                    page.wait_for_timeout(400)
                    file = OUT / f"{name}-{mode}-{size}.png"
                    page.screenshot(path=str(file))
                    squeeze(file)
                context.close()
        browser.close()


def squeeze(file: Path) -> None:
    """Few colours are used; a palette keeps the file small."""
    with Image.open(file) as image:
        image.convert("RGB").quantize(192, dither=Image.Dither.NONE).save(file, optimize=True)


def main() -> None:
    OUT.mkdir(exist_ok=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(os.environ.get("TRAINER_PORT") or probe.getsockname()[1])
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/trainer.db"
        shown, left = asyncio.run(play(build(Settings(env_file=None, database_url=address))))
        settings = {"TRAINER_DATABASE_URL": address, "TRAINER_PORT": str(port)}
        server = subprocess.Popen(
            [sys.executable, str(ROOT / "app.py")], env=os.environ | settings, cwd=folder
        )
        url = f"http://127.0.0.1:{port}"
        try:
            for _ in range(300):
                try:
                    urllib.request.urlopen(url, timeout=2).close()
                    break
                except OSError:
                    time.sleep(0.2)
            photograph(url, shown, left)
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
