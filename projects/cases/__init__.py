"""Cases: one carrier's request for one project, from draft to closing."""
