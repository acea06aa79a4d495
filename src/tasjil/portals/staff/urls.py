"""Addresses for all staff: signing in and out, and the way to each desk."""

from django.urls import path

from tasjil.portals.staff import views

app_name = "staff"
urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in", views.sign_in, name="sign_in"),
    path("sign-out", views.sign_out, name="sign_out"),
]
