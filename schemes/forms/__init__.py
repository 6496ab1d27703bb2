"""What people type about schemes, checked and given back as domain values."""
