"""Pages of the schemes: thin functions."""
