"""What carriers propose to show of their projects, and the page that the office makes of it."""
