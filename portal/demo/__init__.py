"""The demo: example content, its pictures, log-ins and mails."""
