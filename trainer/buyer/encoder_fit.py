"""Teach the encoder which questions ask for the same thing: python -m trainer.buyer.encoder_fit

The upper layers of the published encoder are trained so that two questions of one answer (the
scenario's own examples, and `paraphrases`), and a question and its answer, lie nearer to each other
than to the other answers of the scenario: the ranking loss with the rest of the batch as negatives
(Henderson and others 2017, "Efficient Natural Language Response Suggestion").

FOLDER holds the published weights (see `convert`), OUT gets the tuned ones in the same form, for
`convert` to pack. `--without` leaves scenarios out, to measure on what was not trained on. Needs
torch and transformers; takes some twenty minutes on one core.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainer.buyer.asked import answers_of, key_of
from trainer.buyer.paraphrases import paraphrases
from trainer.library import load_scenario
from trainer.scenario import Scenario

BATCH = 64  # answers
PASSES = 6  # over the answers of each scenario, with two other questions each time
FROZEN = 2  # layers below, and the words; the meaning of a word is known already
RATE = 8e-5
WARM_UP = 50  # steps
TEMPERATURE = 0.05
MOST_TOKENS = 64
SEED = 7


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer of a scenario: the questions that ask for it, and the lines that give it."""

    asks: tuple[str, ...]
    says: tuple[str, ...]


def answers_with_paraphrases(folder: Path, without: Sequence[str] = ()) -> list[list[Asked]]:
    """What there is to learn from, by scenario; `folder` holds the scenario files."""
    more: dict[str, dict[str, Sequence[str]]] = {}
    for one in paraphrases():
        more.setdefault(one.scenario, {})[one.answer] = one.learned
    return [
        _answers(load_scenario(folder / f"{id}.yaml"), more[id])
        for id in sorted(more)
        if id not in without
    ]


def _answers(scenario: Scenario, more: Mapping[str, Sequence[str]]) -> list[Asked]:
    return [
        Asked((*answer.asks, *more.get(key_of(answer), ())), answer.says)
        for _, answer in answers_of(scenario)
    ]


def batches(
    scenarios: Sequence[Sequence[Asked]], rng: random.Random
) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """(questions, other questions for the same answers, the answers), each batch of one scenario,
    so that what a question must be told from is what a rep could ask in that call."""
    found = []
    for answers in scenarios:
        for _ in range(PASSES):
            mixed = rng.sample(answers, len(answers))
            found += [mixed[n : n + BATCH] for n in range(0, len(mixed), BATCH)]
    rng.shuffle(found)
    for batch in found:
        if len(batch) < 2:
            continue
        pairs = [rng.sample(a.asks, 2) if len(a.asks) > 1 else a.asks * 2 for a in batch]
        marked = [f"{one.rstrip('?')}{'?' * (rng.random() < 0.7)}" for one, _ in pairs]
        yield marked, [other for _, other in pairs], [rng.choice(a.says) for a in batch]


def tune(weights: Path, scenarios: Sequence[Sequence[Asked]], out: Path) -> None:
    """Train, and write the tuned weights to `out`."""
    import torch
    from torch.nn.functional import cross_entropy, normalize
    from transformers import AutoModel, AutoTokenizer

    torch.manual_seed(SEED)
    tokenizer = AutoTokenizer.from_pretrained(weights)
    model = AutoModel.from_pretrained(weights, attn_implementation="eager").train()
    for part in (model.embeddings, *model.encoder.layer[:FROZEN], model.pooler):
        part.requires_grad_(False)

    def encoded(texts: list[str]) -> Any:
        made = tokenizer(
            texts, padding=True, truncation=True, max_length=MOST_TOKENS, return_tensors="pt"
        )
        states = model(**made).last_hidden_state
        keep = made["attention_mask"].unsqueeze(-1).to(states.dtype)
        return normalize((states * keep).sum(1) / keep.sum(1), dim=-1)

    learning = [p for p in model.parameters() if p.requires_grad]
    steps = list(batches(scenarios, random.Random(SEED)))
    optimiser = torch.optim.AdamW(learning, lr=RATE, weight_decay=0.01)
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min(1.0, n / WARM_UP) * (1 - n / len(steps))
    )
    for number, (one, other, answer) in enumerate(steps):
        asked, again, told = encoded(one), encoded(other), encoded(answer)
        same = torch.arange(len(one))
        alike = asked @ again.T / TEMPERATURE
        loss = cross_entropy(alike, same) + cross_entropy(alike.T, same)
        loss = loss + cross_entropy(asked @ told.T / TEMPERATURE, same)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learning, 1.0)
        optimiser.step()
        pace.step()
        if number % 50 == 0:
            print(f"{number} of {len(steps)}: {loss.item():.2f}", flush=True)
    model.save_pretrained(out)
    tokenizer.save_pretrained(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="the published weights")
    parser.add_argument("scenarios", type=Path, help="the folder of scenarios")
    parser.add_argument("out", type=Path, help="the folder for the tuned weights")
    parser.add_argument("--without", nargs="*", default=[], help="scenarios to leave out")
    given = parser.parse_args()
    tune(given.folder, answers_with_paraphrases(given.scenarios, given.without), given.out)


if __name__ == "__main__":
    main()
