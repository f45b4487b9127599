"""Sittings that decide: cases on the agenda, recusal, motions, votes, scores, the controls."""
