"""What the library's page is made of."""
