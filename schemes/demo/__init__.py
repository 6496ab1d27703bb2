"""The demo of the schemes: real boundaries and places, what is drawn beside them says so."""
