"""What a language model says and thinks for us, and the code that checks it before it counts.

The buyer's words (`voice`), moves heard (`reader`), verdicts (`judge`) and advice (`coach`). Each
falls back on what works without a model, and says so.
"""
