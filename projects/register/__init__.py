"""Open grant register: who got how much, for everybody and for machines."""
