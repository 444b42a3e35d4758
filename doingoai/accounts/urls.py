"""Addresses of sign-in and of what a person chooses for themselves; the names are django-allauth's own."""

from allauth.account import views as allauth
from django.urls import path

from doingoai.accounts import views

urlpatterns = [
    path("dang-nhap/", views.sign_in, name="account_login"),
    path("dang-xuat/", allauth.logout, name="account_logout"),
    path("mat-khau/", allauth.password_change, name="account_change_password"),
    path("quen-mat-khau/", views.lost_password, name="account_reset_password"),
    path("da-khoa/", allauth.account_inactive, name="account_inactive"),
    path("nen/", views.choose_theme, name="account_theme"),
    path("ngon-ngu/", views.choose_language, name="account_language"),
]
