"""The funding chain, one package per step."""
