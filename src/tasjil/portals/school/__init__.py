"""For the school head: the desk, the request, the decision."""
