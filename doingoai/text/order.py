"""The Vietnamese alphabet's order: by letters first, a ă â … d đ …; names of the same letters by their tones."""

import unicodedata

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")  # level, huyền, hỏi, ngã, sắc, nặng
BETWEEN = "\x01"  # before every letter, so that a shorter name comes first
# Each letter with its place in the alphabet, and with its tone: what `translate` wants, here and in a database.
_PLACED = {
    letter: (chr(0x100 + place), str(tone))
    for place, base in enumerate(ALPHABET)
    for tone, mark in enumerate(TONES)
    for both in (unicodedata.normalize("NFC", base + mark),)
    for letter in (both, both.upper())
    if len(letter) == 1
}
LETTERS = "".join(_PLACED)
PLACES = "".join(place for place, _tone in _PLACED.values())
TONE_OF_EACH = "".join(tone for _place, tone in _PLACED.values())
_BY_PLACE, _BY_TONE = str.maketrans(LETTERS, PLACES), str.maketrans(LETTERS, TONE_OF_EACH)


def alphabetical(text: str) -> str:
    """The key by which names are sorted: "Ban", "Báo", "Bộ", "Bưu", "Dân", "Đài", "Tạp chí", "Thanh tra"."""
    joined = unicodedata.normalize("NFC", text)
    return joined.translate(_BY_PLACE) + BETWEEN + joined.translate(_BY_TONE)
