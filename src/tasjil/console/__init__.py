"""The operators' face: what runs the product on a machine, and the commands they type."""
