"""Who may do what: can_<act>(user, record) answers for the person, the service for the state.

The secretariat of the scheme's body leads: schemes, editions, layers, plans, discussions. Objects
of a layer are changed by the secretariat and by the people of the organisations that keep it.
"""
