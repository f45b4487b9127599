"""The network: who works in the district, how to reach them, what they offer."""
