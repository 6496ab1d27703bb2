"""Files with geometry: read from people, written for programs."""
