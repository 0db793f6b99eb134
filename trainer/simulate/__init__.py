"""Scripted reps against scenarios: proof that good selling wins and bad selling does not."""

from trainer.simulate.reps import REPS
from trainer.simulate.run import Run, play, simulate

__all__ = ["REPS", "Run", "play", "simulate"]
