"""The product's addresses with the demonstration's, as in demonstration mode."""

from django.urls import include, path

from config.urls import urlpatterns as product

handler404 = "config.errors.not_found"
urlpatterns = [*product, path("demo/", include("tasjil.demo.urls"))]
