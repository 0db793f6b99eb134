"""A sales role-play trainer: practise against a buyer who stalls and dodges, then read why."""

__version__ = "0.1.0"
