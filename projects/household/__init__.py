"""The own yearly budget of the coordination (Budgetaufstellung): plan, actual, forecast, light."""
