"""Menus, breadcrumb, footer and language links."""
