"""For all staff: signing in and out, the way to each desk."""
