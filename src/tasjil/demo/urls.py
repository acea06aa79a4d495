"""Addresses of the demonstration, mounted only where settings.DEMO is set."""

from django.urls import path

from tasjil.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.home, name="home"),
    path("messages.json", views.messages, name="messages"),
]
