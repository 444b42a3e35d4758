"""Vietnamese text: folding, spelling variants, the alphabet's order, numbers as the office writes them."""

from doingoai.text.amounts import in_words, money_in_words
from doingoai.text.folding import bare, canonical, fold, slug
from doingoai.text.numerals import VN_POINT_LETTERS, from_roman, number, roman, sent
from doingoai.text.order import alphabetical

__all__ = [
    "VN_POINT_LETTERS",
    "alphabetical",
    "bare",
    "canonical",
    "fold",
    "from_roman",
    "in_words",
    "money_in_words",
    "number",
    "roman",
    "sent",
    "slug",
]
