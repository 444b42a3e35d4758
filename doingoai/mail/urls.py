"""Addresses of the room."""

from django.urls import path

from doingoai.mail import views

app_name = "mail"
urlpatterns = [
    path("", views.notices, name="notices"),
    path("da-doc/", views.read_all, name="read_all"),
    path("qua-thu/", views.choose_mail, name="choose"),
    path("<int:pk>/", views.open_notice, name="open"),
]
