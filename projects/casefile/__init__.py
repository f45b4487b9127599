"""The whole case as one file for coordination, finance and audit: the last step of the chain."""
