"""The geometry of marks and charts: numbers in, shapes out; no template, no request."""
