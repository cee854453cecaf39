"""One function for each thing a user can ask for; the only place that knows the order of the steps."""
