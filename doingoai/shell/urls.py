"""Addresses of the frame."""

from django.urls import path

from doingoai.shell import views

app_name = "shell"
urlpatterns = [
    path("", views.home, name="home"),
    path("nam/", views.choose_year, name="year"),
    path("giao-dien/", views.components, name="components"),
]
