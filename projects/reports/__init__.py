"""Documentation of funding periods for the programme office (Bericht an die Regiestelle)."""
