"""Claiming money back: hearing, notice, claim, interest, payments, and how it ends."""
