"""The schematic map of the district, drawn as SVG."""
