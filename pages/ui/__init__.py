"""What every screen is made of: words, identity, actions, live displays."""
