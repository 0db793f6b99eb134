"""Makes the parts that use a language model, sharing one client, one ledger and one time scale."""

from __future__ import annotations

from dataclasses import dataclass

import httpx2

from trainer.llm.client import Client
from trainer.llm.usage import Ledger, Prices
from trainer.llm.values import Timeouts
from trainer.reading.reader import Reader
from trainer.speaking import coach, judge, reader, voice
from trainer.speaking.coach import Coach
from trainer.speaking.judge import ModelJudge
from trainer.speaking.reader import ModelReader
from trainer.speaking.voice import ModelVoice


@dataclass(frozen=True)
class ModelParts:
    """All that a language model does. `reader` is None where turns are read locally."""

    client: Client
    judge_client: Client
    ledger: Ledger
    voice: ModelVoice
    judge: ModelJudge
    reader: ModelReader | None

    async def close(self) -> None:
        """Close the connections of this event loop; the judge's are the same."""
        await self.client.close()


def model_parts(
    *,
    model: str,
    base_url: str | None,
    api_key: str | None,
    judge_model: str | None,
    reads: bool,
    local: Reader,
    timeout: float,
    prices: Prices | None = None,
    judge_prices: Prices | None = None,
    transport: httpx2.AsyncBaseTransport | None = None,
) -> ModelParts:
    """The parts for one endpoint. `timeout`: seconds for a reply of the buyer; all other limits
    are scaled with it. `judge_prices` are those of `judge_model`. Opens no connection."""
    scale = timeout / voice.LIMITS.whole
    client = Client(
        model=model,
        base_url=base_url,
        api_key=api_key,
        timeouts=scaled(judge.LIMITS, scale),
        prices=prices,
        transport=transport,
    )
    judging = client.with_model(judge_model, judge_prices) if judge_model else client
    ledger = Ledger()
    return ModelParts(
        client=client,
        judge_client=judging,
        ledger=ledger,
        voice=ModelVoice(client, ledger, scaled(voice.LIMITS, scale)),
        judge=ModelJudge(
            judging,
            ledger,
            Coach(judging, ledger, scaled(coach.LIMITS, scale)),
            scaled(judge.LIMITS, scale),
        ),
        reader=ModelReader(client, local, ledger, reader.PATIENCE * scale) if reads else None,
    )


def scaled(limits: Timeouts, scale: float) -> Timeouts:
    """All limits but the one for connecting, which says nothing about the model."""
    return Timeouts(
        limits.connect,
        limits.first_token * scale,
        limits.between_tokens * scale,
        limits.whole * scale,
    )
