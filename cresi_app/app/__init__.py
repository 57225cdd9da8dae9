"""The window: arguments, log, the library opened last, its services, its pages; the only place that knows all."""
