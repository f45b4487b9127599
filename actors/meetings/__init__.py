"""Meetings of bodies: invitation, agenda, papers, attendance, minutes, resolutions."""
