"""Teach the cross-encoder which replies fit: python -m trainer.buyer.replies_fit

Two stages, both with a yes or no for each pair. First the questions of `paraphrases` with their
answers, and with answers to other questions. Then `replies.jsonl`: what reps asked, and for each a
dozen or two lines of the buyer, each judged by a reader (who had not written them) as fitting,
passable, or wrong. A passable one counts as `PASSABLE`. The readers of the rows marked "strict"
were told to frown at pleas of ignorance about one's own work, and at coyness without a cause, as
listeners to played calls had done; lines of that sort are left out of the earlier rows. Rows with
one line are turns of calls that people played and rated, the buyer's whole reply in them.

FOLDER holds the published weights (see `trainer.encoder.convert`), OUT gets the trained ones, for
`convert --cross` to pack. At the end it says how well lines were judged for rows marked "held",
which it does not learn from, or, with `--without`, for the scenarios left out. Needs torch and
transformers; takes half an hour on two cores that can compute with 16-bit numbers, three times that
on others. The weights that ship came in five such runs, each going on from the last as the strict
rows did; they are the mean of the last two, the second of which learned the newest asides too.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from trainer.buyer.encoder_fit import Asked, answers_with_paraphrases
from trainer.buyer.replies import put
from trainer.encoder import encode_all
from trainer.encoder.convert import HEAD, averaged
from trainer.encoder.runtime import MOST_TOKENS

JUDGED = Path(__file__).parent / "replies.jsonl"
PASSABLE = 0.35
NEAR, FAR = 3, 20  # ranks of other answers: nearer ones may fit as well, farther ones are easy
ALSO = 0.08  # paraphrases in the second stage, of the pairs in it
PASSES = 2  # over the strictly judged replies…
EARLIER = 0.55  # …and the share of the others that is learned from, once
BATCH = 48
RATE = 8e-5
WARM_UP = 60  # steps
LEAST_RATE = 0.03  # of RATE, at the end
FROZEN = 1  # layers below, and the words
SEED = 7


@dataclass(frozen=True, slots=True)
class Pair:
    """What was asked, a reply, and how well it fits, 0-1."""

    asked: str
    reply: str
    fits: float


@dataclass(frozen=True, slots=True)
class Judged:
    """A rep turn after what the buyer said, and lines of the buyer by how a reader judged them."""

    scenario: str
    said: str
    rep: str
    fit: tuple[str, ...]
    passable: tuple[str, ...]
    wrong: tuple[str, ...]
    strict: bool = False
    held: bool = False  # not learned from

    def pairs(self) -> list[Pair]:
        asked = put(self.rep, self.said)
        graded = ((self.fit, 1.0), (self.passable, PASSABLE), (self.wrong, 0.0))
        return [Pair(asked, line, grade) for lines, grade in graded for line in lines]


def judged() -> list[Judged]:
    """All judged replies, from `JUDGED`."""
    rows = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    return [
        Judged(
            row["scenario"],
            row["said"],
            row["rep"],
            tuple(row["fit"]),
            tuple(row["pass"]),
            tuple(row["wrong"]),
            strict=row.get("strict", False),
            held=row.get("held", False),
        )
        for row in rows
    ]


def paraphrased(scenarios: Sequence[Sequence[Asked]], rng: random.Random) -> list[Pair]:
    """Each question with its answer, with one to a question like it, and with one to another."""
    return [pair for answers in scenarios for pair in _with_others(answers, rng)]


def _with_others(answers: Sequence[Asked], rng: random.Random) -> Iterator[Pair]:
    meanings = encode_all(tuple(" ".join(a.asks[:3]) for a in answers))
    alike = np.argsort(-(meanings @ meanings.T), axis=1)
    for place, answer in enumerate(answers):
        others = [n for n in alike[place] if n != place]
        for question in answer.asks:
            asked = f"{question.rstrip('?')}{'?' * (rng.random() < 0.8)}"
            yield Pair(asked, rng.choice(answer.says), 1.0)
            for ranks in (others[NEAR:FAR], others[FAR:]):
                if ranks:
                    yield Pair(asked, rng.choice(answers[rng.choice(ranks)].says), 0.0)


def train(weights: Path, stages: Sequence[Sequence[Pair]], out: Path) -> Any:
    """Train on the pairs of each stage in turn; write the weights to `out` and return a function
    from pairs to chances."""
    import torch
    from safetensors.torch import load_file, save_file
    from torch.nn.functional import binary_cross_entropy_with_logits
    from transformers import AutoModel, AutoTokenizer

    torch.manual_seed(SEED)
    tokenizer = AutoTokenizer.from_pretrained(weights)
    model = AutoModel.from_pretrained(weights, attn_implementation="eager").train()
    head = torch.nn.Linear(model.config.hidden_size, 1)
    if (weights / HEAD).exists():  # trained before: go on from there
        head.load_state_dict(load_file(weights / HEAD))
    for part in (model.embeddings, *model.encoder.layer[:FROZEN], model.pooler):
        part.requires_grad_(False)
    learning = [*(p for p in model.parameters() if p.requires_grad), *head.parameters()]

    def scores(pairs: Sequence[Pair]) -> Any:
        made = tokenizer(
            [p.asked for p in pairs],
            [p.reply for p in pairs],
            padding=True,
            truncation=True,
            max_length=MOST_TOKENS,
            return_tensors="pt",
        )
        with torch.autocast("cpu", dtype=torch.bfloat16):
            mean = averaged(
                model, made["input_ids"], made["attention_mask"], made["token_type_ids"]
            )
        return head(mean.float()).squeeze(-1)

    for number, pairs in enumerate(stages):
        steps = _batches(pairs, random.Random(SEED + number))
        optimiser = torch.optim.AdamW(learning, lr=RATE, weight_decay=0.01)
        pace = torch.optim.lr_scheduler.LambdaLR(optimiser, _pace(len(steps)))
        for step, batch in enumerate(steps):
            wanted = torch.tensor([p.fits for p in batch])
            loss = binary_cross_entropy_with_logits(scores(batch), wanted)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learning, 1.0)
            optimiser.step()
            pace.step()
            if step % 100 == 0:
                print(f"stage {number}, {step} of {len(steps)}: {loss.item():.2f}", flush=True)
    model.save_pretrained(out)
    tokenizer.save_pretrained(out)
    save_file(head.state_dict(), out / HEAD)

    def chances(pairs: Sequence[Pair]) -> np.ndarray:
        model.eval()
        with torch.no_grad():
            parts = [pairs[n : n + BATCH] for n in range(0, len(pairs), BATCH)]
            found: np.ndarray = torch.cat([torch.sigmoid(scores(p)) for p in parts]).numpy()
        return found

    return chances


def _pace(steps: int) -> Callable[[int], float]:
    """The share of RATE at each step: up within WARM_UP steps, then down in a line."""
    return lambda n: min(1.0, (n + 1) / WARM_UP) * max(LEAST_RATE, 1 - n / steps)


def _batches(pairs: Sequence[Pair], rng: random.Random) -> list[list[Pair]]:
    """Batches of pairs of about the same length, in random order."""
    mixed = rng.sample(pairs, len(pairs))
    found = []
    for start in range(0, len(mixed), 40 * BATCH):
        part = sorted(mixed[start : start + 40 * BATCH], key=lambda p: len(p.asked) + len(p.reply))
        found += [part[n : n + BATCH] for n in range(0, len(part), BATCH)]
    return rng.sample(found, len(found))


def report(rows: Sequence[Judged], chances: Any) -> str:
    """How readers had judged the reply that each question would get."""
    grades = {"fit": 0, "passable": 0, "wrong": 0}
    for row in rows:
        pairs = row.pairs()
        best = pairs[int(np.argmax(chances(pairs)))].reply
        grade = next(g for g in grades if best in getattr(row, g))
        grades[grade] += 1
    by_chance = {
        g: float(np.mean([len(getattr(r, g)) / len(r.pairs()) for r in rows])) for g in grades
    }
    lines = [f"{len(rows)} rep turns. The reply judged best is, and any of them would be:"]
    lines += [f"  {g:9} {n / len(rows):.2f}  {by_chance[g]:.2f}" for g, n in grades.items()]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="the published weights")
    parser.add_argument("scenarios", type=Path, help="the folder of scenarios")
    parser.add_argument("out", type=Path, help="the folder for the trained weights")
    parser.add_argument("--without", nargs="*", default=[], help="scenarios to leave out")
    given = parser.parse_args()
    rng = random.Random(SEED)
    first = paraphrased(answers_with_paraphrases(given.scenarios, given.without), rng)
    rows = judged()
    kept = [r for r in rows if r.strict and (r.scenario in given.without or r.held)]
    known = {row.rep for row in kept}
    learned = [r for r in rows if r.scenario not in given.without and r.rep not in known]
    earlier = [p for row in learned if not row.strict for p in row.pairs()]
    strict = [p for row in learned if row.strict for p in row.pairs()]
    second = rng.sample(earlier, int(EARLIER * len(earlier))) + strict * PASSES
    second += rng.sample(first, min(len(first), int(ALSO * len(second))))
    chances = train(given.folder, (first, second), given.out)
    print(report([r for r in kept if not given.without or r.scenario in given.without], chances))


if __name__ == "__main__":
    main()
