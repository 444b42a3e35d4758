"""Requirements of OWASP ASVS 5.0 that no room's own tests speak of; docs/reference/asvs.csv says what answers which."""
