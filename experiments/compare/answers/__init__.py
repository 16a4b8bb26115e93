"""What a comparison answers: whom a policy reaches, why figures move, and how sure that is."""
