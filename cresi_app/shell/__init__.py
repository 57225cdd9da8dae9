"""The window around the desks: navigation, palette, home, preferences. It knows lower services by what is handed to it."""
