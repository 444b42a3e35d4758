"""Addresses of the room."""

from django.urls import path

from doingoai.documents import views

app_name = "documents"
urlpatterns = [path("<int:pk>/", views.download, name="download")]
