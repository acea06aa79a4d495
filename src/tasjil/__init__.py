"""Tasjil (تسجيل): a family asks for its child's place at school, the school answers."""
