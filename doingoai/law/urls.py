"""Addresses of the rules."""

from django.urls import path

from doingoai.law import views

app_name = "law"
urlpatterns = [
    path("", views.index, name="rules"),
    path("<slug:code>/", views.show, name="rule"),
    path("<slug:code>/kiem/", views.verify, name="verify"),
    path("<slug:code>/bo-kiem/", views.unverify, name="unverify"),
]
