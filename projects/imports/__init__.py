"""Moving in: earlier applications and finished projects from a spreadsheet."""
