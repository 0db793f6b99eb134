"""Language models behind any OpenAI-compatible endpoint.

`client` asks, `errors` says what went wrong, `usage` counts, `doctor` examines. This file imports
nothing, so that errors and values can be used without loading the SDK.
"""
