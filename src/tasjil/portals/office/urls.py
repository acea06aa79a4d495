"""Addresses for directorates, academies and the ministry: boards, and the directorate's list."""

from django.urls import path

from tasjil.portals.office import views

app_name = "office"
urlpatterns = [
    path("board/", views.board, name="board"),
    path("board/<str:kind>/<int:unit_id>/", views.board_unit, name="board_unit"),
    path("requests/", views.requests, name="requests"),
]
