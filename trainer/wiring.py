"""Settings → ready objects. Everything is built here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx2

from trainer.buyer.voice import AuthoredVoice, Voice
from trainer.library import RUBRIC_FILE, Library, load_rubric
from trainer.llm.usage import Ledger, Prices
from trainer.practice import Practice
from trainer.reading.local import LocalReader
from trainer.reading.reader import Reader
from trainer.review import Review
from trainer.rubric import Rubric
from trainer.settings import Settings
from trainer.speaking.parts import ModelParts, model_parts
from trainer.store.store import Store

IN_MEMORY = "sqlite+aiosqlite:///:memory:"


@dataclass(frozen=True)
class Services:
    """All that a face needs. `open` before the first use, `close` after the last."""

    settings: Settings
    store: Store
    library: Library
    rubric: Callable[[], Rubric]
    reader: Reader
    practice: Practice
    review: Review
    model: ModelParts | None = None  # what a language model does here, where one is set

    async def open(self) -> None:
        """Make or upgrade the database. Raises StoreError."""
        await self.store.prepare()

    async def close(self) -> None:
        await self.store.close()
        if self.model is not None:
            await self.model.close()


def build(settings: Settings, *, in_memory: bool = False) -> Services:
    """Wire everything; touches no database yet. `in_memory` keeps nothing after the run."""
    store = Store.at(IN_MEMORY if in_memory else settings.database_url)
    library = Library.default(settings.scenarios)
    rubric = rubric_source(settings.scenarios)
    reader: Reader = LocalReader()
    voice: Voice = AuthoredVoice()
    ledger = Ledger()
    model = model_of(settings, reader)
    if model is not None:
        reader, voice, ledger = model.reader or reader, model.voice, model.ledger
    return Services(
        settings=settings,
        store=store,
        library=library,
        rubric=rubric,
        reader=reader,
        practice=Practice(
            store,
            library,
            reader,
            voice,
            rubric,
            judge=model.judge if model else None,
            ledger=ledger,
        ),
        review=Review(store, rubric),
        model=model,
    )


def model_of(
    settings: Settings, local: Reader, transport: httpx2.AsyncBaseTransport | None = None
) -> ModelParts | None:
    """What a language model does, where one is configured."""
    if not settings.llm_configured or settings.llm_model is None:
        return None
    key = settings.llm_api_key
    return model_parts(
        model=settings.llm_model,
        base_url=settings.llm_base_url,
        api_key=key.get_secret_value() if key else None,
        judge_model=settings.judge_model,
        reads=settings.reader != "local",
        local=local,
        timeout=settings.llm_timeout,
        prices=_prices(settings.llm_prices),
        judge_prices=_prices(settings.judge_prices),
        transport=transport,
    )


def _prices(given: tuple[float, ...]) -> Prices | None:
    return Prices(*given) if given else None


def rubric_source(folders: tuple[Path, ...]) -> Callable[[], Rubric]:
    """Gives the rubric: the last folder's `rubric.yaml` where one has it, else the default.

    The file is read again when it has changed.
    """
    cached: dict[Path | None, tuple[int, Rubric]] = {}

    def rubric() -> Rubric:
        own = [f / RUBRIC_FILE for f in folders if (f / RUBRIC_FILE).is_file()]
        path = own[-1] if own else None
        stamp = path.stat().st_mtime_ns if path else 0
        if path not in cached or cached[path][0] != stamp:
            cached[path] = (stamp, load_rubric(path))
        return cached[path][1]

    return rubric
