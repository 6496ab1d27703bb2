"""Questions over many tables, each in a constant number of queries; no writes."""
