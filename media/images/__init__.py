"""Pictures: alternative text, credit, licence, photo consent, withholding."""
