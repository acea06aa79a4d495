"""Tests of the embedded database: real servers, real kills."""
