"""Addresses of the rules, the days off and the terms."""

from django.urls import path

from doingoai.law.views import clocks, holidays, rules

app_name = "law"
urlpatterns = [
    path("", rules.index, name="rules"),
    path("thoi-han/", clocks.index, name="clocks"),
    path("thoi-han/<int:pk>/", clocks.show, name="clock"),
    path("thoi-han/<int:pk>/du-lieu.json", clocks.data, name="clock_data"),
    path("thoi-han/<int:pk>/mien/", clocks.waive, name="waive"),
    path("ngay-nghi/", holidays.index, name="holidays_now"),
    path("ngay-nghi/<int:year>/", holidays.show, name="holidays"),
    path("ngay-nghi/<int:year>/ghi/", holidays.add, name="holiday_add"),
    path("ngay-nghi/<int:year>/nhap/", holidays.bring, name="holidays_bring"),
    path("ngay-nghi/<int:year>/chap-nhan/", holidays.accept, name="holidays_accept"),
    path("ngay-nghi/<int:year>/mo-lai/", holidays.reopen, name="holidays_reopen"),
    path("ngay-nghi/ngay/<int:pk>/nhan/", holidays.take, name="holiday_take"),
    path("ngay-nghi/ngay/<int:pk>/khong-nhan/", holidays.leave, name="holiday_leave"),
    path("ngay-nghi/ngay/<int:pk>/bo/", holidays.remove, name="holiday_remove"),
    path("<slug:code>/", rules.show, name="rule"),
    path("<slug:code>/kiem/", rules.verify, name="verify"),
    path("<slug:code>/bo-kiem/", rules.unverify, name="unverify"),
]
