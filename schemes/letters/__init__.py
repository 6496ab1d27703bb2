"""Letters about plans to executors and the secretariat, each in its reader's language."""
