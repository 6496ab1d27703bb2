"""Letters to the people of the parties and of the secretariat, each in its reader's language."""
