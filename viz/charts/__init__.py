"""Pictures: one function draws one."""
