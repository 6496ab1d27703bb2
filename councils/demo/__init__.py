"""The demo: registries, bodies and two years of meetings, played through the real services.

What it holds is written in data/*.toml (sources: data/README.md); what is there already is never
touched, so loading twice changes nothing.
"""
