"""What residents meet first: pages, news, events, enquiries, search, alerts."""
