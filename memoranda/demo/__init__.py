"""The demo of the memoranda: played through the real services, with the times of that calendar.

What it holds is written in data/texts/*.toml, one memorandum a file; the people in
data/people.toml. What is there already is never touched, so loading twice changes nothing.
"""
