"""For search engines and link previews: sitemap, robots.txt, schema.org, Open Graph."""
