"""Lists of grants as authorities really have them: read tolerantly, mended openly, never in silence."""
