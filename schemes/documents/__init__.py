"""Documents of the schemes: data and their files; they move no state."""
