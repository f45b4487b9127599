"""Questions that every application has (bound to columns of the case), and its plans in figures."""
