"""The proof of use (Verwendungsnachweis): receipts, report, check and settlement."""
