"""What the portal tells the people of a case, and what they and the office write to each other."""
