from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from doingoai.shell.forms import SLIP, Sample


def drawn(source, **context):
    with override("vi"):
        return Template("{% load house %}" + source).render(Context(context))


def test_an_icon_is_seen_and_not_heard():
    html = drawn('{% icon "plan" "big" %}')
    assert 'aria-hidden="true"' in html
    assert "icons.svg#plan" in html
    assert 'class="i big"' in html


@pytest.mark.parametrize(
    ("state", "word", "stairs"),
    [(0, "Chưa bắt đầu", 0), (1, "Đã giao", 1), (2, "Đang làm", 2), (3, "Đạt mức", 3), (4, "Hoàn thành", 4)],
)
def test_a_state_is_stairs_with_its_word(state, word, stairs):
    html = drawn("{% step state %}", state=state)
    assert word in html
    assert html.count('class="on"') == stairs


def test_the_word_of_a_state_may_say_more():
    assert "Đạt mức 6 tháng" in drawn('{% step 3 "Đạt mức 6 tháng" %}')


def test_a_knot_opens_and_a_zero_opens_in_grey():
    assert drawn('{% knot 1234 "/x/" %}') == '<a class="knot" href="/x/">1.234</a>'
    assert 'class="knot zero"' in drawn('{% knot 0 "/x/" %}')
    assert 'aria-label="148 tin"' in drawn('{% knot 148 "/x/" "148 tin" %}')


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{{ value|number }}", "1.234,5"),
        ('{{ value|joined_number:"giờ" }}{{ none|joined_number:"giờ" }}', "1.234,5\u00a0giờ"),
        ("{{ none|number }}{{ none|office }}{{ none|short_office }}", ""),
        ("{{ day|office }}", "01/6/2022"),
        ('{{ "2022-06-01"|office }}{{ ""|office }}', "01/6/2022"),
        ("{{ day|short_office }}", "01/6"),
        ("{{ day|weekday }}", "Thứ Tư"),
        ("{{ late|office }}", "02/6/2022"),
        ("{% ago_words 0 %} {% ago_words 1 %} {% ago_words 3 %}", "hôm nay hôm qua 3 ngày trước"),
        ("{% filter tied %}6 tháng{% endfilter %}", "6\u00a0tháng"),
        ("{{ sly|tied }}", "&lt;b&gt;"),
    ],
)
def test_numbers_and_days_are_written_as_the_office_writes_them(source, words):
    # 17:30 of 1 June in Greenwich is 2 June in the province.
    late = datetime(2022, 6, 1, 17, 30, tzinfo=UTC)
    context = {"value": Decimal("1234.5"), "none": None, "day": date(2022, 6, 1), "late": late, "sly": "<b>"}
    assert drawn(source, **context) == words


def test_a_clock_says_words_first_and_then_why():
    html = drawn('{% clock "soon" "còn 2 ngày" "hết 03/6, bỏ 28–29/5" "googgtld" %}')
    assert html.index("còn 2 ngày") < html.index("hết 03/6")
    assert html.count("<i ") == 8
    assert 'class="off"' in html


def test_lengths_are_written_with_points_whatever_the_language():
    html = drawn("{% bar 1 3 33.5 label %}{% small_bars values 7 label %}", label="1 trên 3", values=[1, 2, 3])
    assert 'width="33%"' in html
    assert "33.5%" in html
    assert "," not in html


def test_a_share_of_nothing_is_an_empty_bar():
    assert 'class="v" width="0%"' in drawn('{% bar 0 0 None "chưa có" %}')


def test_a_chart_carries_its_figures_in_a_real_table():
    html = drawn('{% steps_chart "Bằng chứng" "mỗi tháng" values labels %}', values=[3, 1200], labels=["01", "02"])
    assert 'role="img"' in html
    assert '<th scope="row">02</th><td class="n">1.200</td>' in html
    assert "Số liệu của biểu đồ" in html


def test_months_are_heard_as_numbers():
    html = drawn("{% months counts 3 %}", counts=[2, 0, 4])
    assert 'aria-label="Bằng chứng theo tháng, từ tháng 1: 2, 0, 4"' in html


def test_a_slip_is_named_in_words_and_tied_to_its_field():
    html = drawn("{% field form.quantity %}", form=Sample(SLIP))
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_quantity-e"' in html
    assert 'id="id_quantity-e"' in html
    assert "Ghi số nguyên bằng chữ số, ví dụ 10." in html


def test_a_hint_is_tied_to_its_field():
    html = drawn("{% field form.done_on %}", form=Sample(SLIP))
    assert 'aria-describedby="id_done_on-h"' in html
    assert "aria-invalid" not in html


def test_a_promise_is_a_box_with_its_words_beside_it():
    html = drawn("{% field form.promise %}", form=Sample())
    assert '<label class="tick">' in html
    assert 'class="in"' not in html


class Choice(forms.Form):
    kinds = forms.MultipleChoiceField(
        label="Loại",
        choices=[("a", "tin"), ("b", "lượt")],
        widget=forms.CheckboxSelectMultiple,
        help_text="ít nhất một",
    )
    token = forms.CharField(widget=forms.HiddenInput)


def test_several_boxes_stand_under_one_legend():
    html = drawn("{% field form.kinds %}", form=Choice({}))
    assert "<legend>Loại</legend>" in html
    assert html.strip().startswith("<fieldset")
    assert html.count('type="checkbox"') == 2


def test_a_hidden_field_is_only_itself():
    assert "label" not in drawn("{% field form.token %}", form=Choice())


def test_what_is_wrong_stands_above_the_form_and_leads_to_each_field():
    html = drawn("{% form_errors form %}", form=Sample({**SLIP, "done_on": ""}))
    assert 'role="alert"' in html
    assert "2 chỗ cần sửa:" in html
    assert '<a href="#id_done_on">Ngày làm xong</a>: Chưa ghi ô này.' in html


def test_a_form_without_slips_has_nothing_above_it():
    assert drawn("{% form_errors form %}", form=Sample()).strip() == ""


def test_a_word_of_the_system_stands_beside_its_mark():
    html = drawn('{% say "lua" "alert" role="alert" %}<p>{{ sly }}</p>{% endsay %}', sly="<b>")
    assert html.startswith('<div class="say lua" role="alert"><svg')
    assert "icons.svg#alert" in html
    assert "<div><p>&lt;b&gt;</p></div></div>" in html
    assert drawn("{% say %}a{% endsay %}").startswith('<div class="say"><svg')


def test_an_act_is_one_button_and_what_it_needs():
    html = drawn('{% act "/x/" words "btn grave" "undo" form=form %}', words="Rút lại", form=Sample(), csrf_token="t1")
    assert 'action="/x/" method="post"' in html
    assert 'name="csrfmiddlewaretoken" value="t1"' in html
    assert html.index('name="quantity"') < html.index('<button class="btn grave" type="submit">')
    assert "icons.svg#undo" in html
    plain = drawn('{% act "/x/" "Ký" %}')
    assert '<form action="/x/" method="post">' in plain
    assert '<button class="btn" type="submit">Ký</button>' in plain


@dataclass
class Piece:
    text: str
    is_hit: bool


def test_what_was_looked_for_is_marked_and_nothing_of_it_is_markup():
    pieces = [Piece("<i>", is_hit=False), Piece("hội & nghị", is_hit=True)]
    assert drawn("{{ pieces|marked }}", pieces=pieces) == "&lt;i&gt;<mark>hội &amp; nghị</mark>"


def test_an_address_asks_for_what_is_there_and_keeps_its_days_readable():
    source = "{% query task=task column=zero agency=nobody.slug edition=none since=day %}"
    assert (
        drawn(source, task="II.1", zero="0", none=None, day="15/12/2021")
        == "task=II.1&amp;column=0&amp;since=15/12/2021"
    )


def test_an_empty_place_says_what_will_be_there_and_how_it_starts():
    html = drawn('{% empty_state "Chưa có bằng chứng." "Ghi việc đầu tiên." "/ghi/" "Ghi bằng chứng" %}')
    assert 'href="/ghi/"' in html
    assert 'stroke-dasharray="5 5"' in html
    assert "href" not in drawn('{% empty_state "Chưa có." "Đợi." %}').replace("<use href", "")


def test_the_tab_one_stands_on_is_marked():
    html = drawn('{% tabs "Cách xem" tabs "/b/" %}', tabs=[("Cây", "/a/", 17), ("Kinh phí", "/b/", None)])
    assert html.count("aria-current") == 1
    assert '<a href="/b/" aria-current="page">Kinh phí</a>' in html


def test_the_trail_shows_the_seal_and_the_way_in():
    html = drawn("{% trail rows %}", rows=[{"what": "Chốt", "when": "14/6", "seal": True, "url": "/x/"}])
    assert 'class="seal"' in html
    assert '<a href="/x/">Chốt</a>' in html


def test_another_page_of_a_list_keeps_its_filters():
    request = RequestFactory().get("/", {"q": "sa pa", "page": "1"})
    assert drawn("{% with_query page=2 %}", request=request) == "q=sa+pa&amp;page=2"


def test_a_moment_is_told_by_the_province_s_clock_as_an_office_writes_the_day():
    shown = Template("{% load house %}{{ at|moment }}").render(Context({"at": datetime(2022, 6, 9, 1, 30, tzinfo=UTC)}))
    assert shown == "08:30, 09/6/2022"
    assert Template("{% load house %}{{ at|moment }}").render(Context({"at": None})) == ""
