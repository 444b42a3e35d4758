"""By which rule, by when: dated rules, holidays, clocks."""
