"""Vietnamese text: folding, spelling variants, numbers as the office writes them."""

from doingoai.text.folding import bare, canonical, fold, slug
from doingoai.text.numerals import VN_POINT_LETTERS, from_roman, number, roman, sent

__all__ = ["VN_POINT_LETTERS", "bare", "canonical", "fold", "from_roman", "number", "roman", "sent", "slug"]
