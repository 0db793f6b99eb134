"""`python -m trainer.cli` is the same as `trainer`."""

from trainer.cli import main

main()
