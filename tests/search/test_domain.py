from hypothesis import given
from hypothesis import strategies as st

from doingoai.search.domain import exact, folded, marked, snippet, terms


def shown(pieces):
    return "".join(f"[{piece.text}]" if piece.is_hit else piece.text for piece in pieces)


def test_words_are_stored_without_tones_signs_or_capitals():
    assert folded("Cửa khẩu quốc tế đường bộ số II (Kim Thành)!") == "cua khau quoc te duong bo so ii kim thanh"
    assert exact("Cửa khẩu Kim Thành, tỉnh hoá") == "cửa khẩu kim thành tỉnh hóa"


def test_scripts_without_spaces_are_stored_as_pairs():
    assert folded("老街省") == "老街 街省"
    assert folded("ລາວ") == "ລາ າວ"


def test_a_question_without_a_word_asks_nothing():
    assert terms("") is None
    assert terms(' "*" ( ) ! ') is None


@given(st.text(max_size=80))
def test_whatever_is_typed_becomes_words_of_letters_digits_and_marks(text):
    asked = terms(text)
    for word in (*asked.folded, *asked.exact) if asked else ():
        assert not set(word) & set(" \"'*():^-+&|!\\\0")


@given(st.text(max_size=300), st.text(min_size=1, max_size=20))
def test_the_pieces_put_together_are_the_title_again(text, question):
    asked = terms(question)
    if asked:
        assert "".join(piece.text for piece in marked(text, asked)) == text


def test_the_words_asked_for_are_marked_with_and_without_tones():
    asked = terms("doi ngoai")
    assert shown(marked("Thông tin đối ngoại tỉnh Lào Cai", asked)) == "Thông tin [đối] [ngoại] tỉnh Lào Cai"
    assert shown(marked("Đối-ngoại, nội vụ", asked)) == "[Đối]-[ngoại], nội vụ"


def test_the_snippet_stands_around_the_first_word_asked_for():
    body = "mở đầu " * 60 + "hội chợ biên giới tại Hà Khẩu " + "kết thúc " * 60
    words = shown(snippet(body, terms("hội chợ")))
    assert words.startswith("… ")
    assert words.endswith(" …")
    assert "[hội] [chợ] biên giới" in words
    assert len(words) < 300


def test_a_short_text_is_shown_whole():
    assert shown(snippet("Hội chợ\nbiên giới", terms("chợ"))) == "Hội [chợ] biên giới"
    assert snippet("Hội chợ", terms("kinh tế")) == ()
