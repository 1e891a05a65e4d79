"""Ways in which a file gets damaged: each takes sound bytes and dice, and returns other bytes."""

import random

PAGE = 4096


def bit_flips(sound: bytes, dice: random.Random) -> bytes:
    """Turn 1 to 40 bits anywhere."""
    damaged = bytearray(sound)
    for _ in range(dice.choice((1, 1, 4, 40))):
        damaged[dice.randrange(len(damaged))] ^= 1 << dice.randrange(8)
    return bytes(damaged)


def header_flips(sound: bytes, dice: random.Random) -> bytes:
    """Turn 1 to 3 bits of the 100 bytes with which an SQLite database begins."""
    damaged = bytearray(sound)
    for _ in range(dice.choice((1, 1, 3))):
        damaged[dice.randrange(100)] ^= 1 << dice.randrange(8)
    return bytes(damaged)


def truncation(sound: bytes, dice: random.Random) -> bytes:
    """Cut off the end, or all of it."""
    length = dice.choice((dice.randrange(len(sound)), dice.randrange(600), PAGE, PAGE * 2, 0))
    return sound[:length]


def zeroed_pages(sound: bytes, dice: random.Random) -> bytes:
    """Put zeros in the place of 1 to 3 pages."""
    damaged = bytearray(sound)
    for _ in range(dice.choice((1, 1, 3))):
        start = dice.randrange(len(damaged) // PAGE) * PAGE
        damaged[start : start + PAGE] = bytes(PAGE)
    return bytes(damaged)


def garbage(sound: bytes, dice: random.Random) -> bytes:
    """Put chance bytes in the place of some, of a page or of all to the end."""
    damaged = bytearray(sound)
    start = dice.randrange(len(damaged))
    length = dice.choice((16, 512, PAGE, len(sound)))
    damaged[start : start + length] = dice.randbytes(min(length, len(sound) - start))
    return bytes(damaged)


def swapped_pages(sound: bytes, dice: random.Random) -> bytes:
    """Let two pages take each other's place."""
    pages = [sound[start : start + PAGE] for start in range(0, len(sound), PAGE)]
    one, other = dice.sample(range(len(pages)), 2)
    pages[one], pages[other] = pages[other], pages[one]
    return b"".join(pages)


WAYS = (bit_flips, header_flips, truncation, zeroed_pages, garbage, swapped_pages)
