"""Questions over many tables that pages of the schemes ask."""
