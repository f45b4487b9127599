"""What every page of the portal shares."""
