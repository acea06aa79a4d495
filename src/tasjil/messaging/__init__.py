"""Telling people: texts, channels, deliveries. The only package that talks to gateways."""
