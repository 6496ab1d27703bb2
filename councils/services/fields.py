"""What a form gives to a service: named fields of one record."""


def only(allowed: set[str], fields: dict) -> dict:
    """Give the fields back; a name that this act does not take is a mistake of the caller."""
    strange = set(fields) - allowed
    if strange:
        raise TypeError(f"This act does not take: {', '.join(sorted(strange))}.")
    return dict(fields)


def changes(record, fields: dict) -> dict:
    """Give those of the fields that differ from what the record holds."""
    return {name: value for name, value in fields.items() if getattr(record, name) != value}
