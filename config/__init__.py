"""How the product is put together: settings, addresses, the console entry."""
