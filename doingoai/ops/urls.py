"""Addresses of the room."""

from django.urls import path

from doingoai.ops import views

app_name = "ops"
urlpatterns = [
    path("tim/", views.search, name="search"),
    path("nhat-ky/", views.history, name="history"),
    path("nhat-ky/nhat-ky.xlsx", views.table, name="history_table"),
]
