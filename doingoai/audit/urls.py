"""Addresses of the room."""

from django.urls import path

from doingoai.audit import views

app_name = "audit"
urlpatterns = [path("<str:key>/", views.of_object, name="of_object")]
