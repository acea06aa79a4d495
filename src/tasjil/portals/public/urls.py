"""The pages that are open to everybody, under /{lang}/."""

from django.urls import path

from tasjil.portals.public import finder, following, pages

app_name = "public"

urlpatterns = [
    path("", pages.home, name="home"),
    path("eligibility", pages.eligibility, name="eligibility"),
    path("schools", finder.schools, name="schools"),
    path("track", following.track, name="track"),
    path("help", pages.help_page, name="help"),
    path("privacy", pages.privacy, name="privacy"),
    path("accessibility", pages.accessibility, name="accessibility"),
]
