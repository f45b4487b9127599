"""The money of the funding periods: an append-only ledger and its sums."""
