"""Plans of external information invented for the tests, of many provinces and in every form that offices send."""
