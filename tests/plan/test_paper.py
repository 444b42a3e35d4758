"""A printed line stands on the page letter by letter as it was printed."""

from doingoai.plan.queries.review.source import Piece
from doingoai.plan.templatetags.paper import printed


def test_pieces_join_without_a_space_and_nothing_of_the_print_is_markup():
    pieces = [Piece("Sở "), Piece("TT<TT", role="lead"), Piece(", "), Piece("2012", slip=True)]
    assert printed(pieces) == 'Sở <span class="lead">TT&lt;TT</span>, <mark>2012</mark>'
