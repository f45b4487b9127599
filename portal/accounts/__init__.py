"""Accounts: people, their roles, how they sign in."""
