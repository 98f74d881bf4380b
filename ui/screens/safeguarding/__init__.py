"""A child may be at risk: whom to tell now, from everywhere and without a network."""

from ui.screens.safeguarding.opening import AtRisk, open_at_risk

__all__ = ["AtRisk", "open_at_risk"]
