"""The desk of money: what is voted, committed and paid by year and axis, the grants given and received, the Europe desk."""
