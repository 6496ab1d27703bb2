"""What lists of the schemes are narrowed by, in the address."""
