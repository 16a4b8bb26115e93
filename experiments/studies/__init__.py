"""Many runs by a design: axes, sweeps, sensitivity, discovery."""
