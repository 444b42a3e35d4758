"""Letters as they may stand in a file: composed, and none that no reader sees."""

import unicodedata

# Controls, invisible formatting, halves of letters, places without a letter. Private letters stay: an error to tell.
DROPPED = frozenset({"Cc", "Cf", "Cs", "Cn"})


def printable(text: str) -> str:
    """The text composed (NFC), with plain spaces and line breaks, without letters that cannot be seen or written."""
    lines = unicodedata.normalize("NFC", text).splitlines()
    return "\n".join("".join(_letter(letter) for letter in line) for line in lines)


def _letter(letter: str) -> str:
    if letter == "\u00a0":
        return letter
    kind = unicodedata.category(letter)
    if kind == "Zs" or letter == "\t":
        return " "
    return "" if kind in DROPPED else letter
