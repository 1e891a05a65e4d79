"""The targets, one a file: `fuzz(data)` raises where a promise is broken; inputs hold `WORDS`.

The docstring of each says what the bytes stand for. Inputs are texts that a person can read and
write, so that a found one is a case by itself.
"""
