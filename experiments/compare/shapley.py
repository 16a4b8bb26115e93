"""How the worth of a whole is split over its parts: Shapley values, exact over all coalitions or from permutations.

Coalitions are bit masks: part i is in when bit i is set. Worth has any shape behind the first axis (seeds, quantities).
Shapley (1953); interaction of a pair: Grabisch & Roubens (1999); permutations with their reverses: Mitchell et al.
(2022, JMLR 23:43).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import factorial

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def coalitions(parts: int) -> list[int]:
    """Every coalition, the empty one first and the whole last."""
    return list(range(1 << parts))


def shapley(worth: Floats) -> Floats:
    """Each part's mean gain over all orders of joining; `worth` has shape (2^k, …), the result (k, …). Sums to the
    whole."""
    k = _parts(worth)
    weight = [factorial(size) * factorial(k - size - 1) / factorial(k) for size in range(k)]
    shares = np.zeros((k, *worth.shape[1:]))
    for i in range(k):
        for mask in range(len(worth)):
            if not mask >> i & 1:
                shares[i] += weight[mask.bit_count()] * (worth[mask | 1 << i] - worth[mask])
    return shares


def interactions(worth: Floats) -> Floats:
    """How much more a pair gains together than apart, averaged over what else is there; shape (k, k, …), symmetric with
    zeros on the diagonal."""
    k = _parts(worth)
    weight = [factorial(size) * factorial(k - size - 2) / factorial(k - 1) for size in range(k - 1)]
    found = np.zeros((k, k, *worth.shape[1:]))
    for i in range(k):
        for j in range(i + 1, k):
            pair = 1 << i | 1 << j
            for mask in range(len(worth)):
                if not mask & pair:
                    more = worth[mask | pair] - worth[mask | 1 << i] - worth[mask | 1 << j] + worth[mask]
                    found[i, j] += weight[mask.bit_count()] * more
            found[j, i] = found[i, j]
    return found


def orders(parts: int, pairs: int, rng: np.random.Generator) -> list[tuple[int, ...]]:
    """Random orders of joining, each followed by its reverse: what one overstates the other tends to understate."""
    found = []
    for _ in range(pairs):
        order = tuple(int(i) for i in rng.permutation(parts))
        found += [order, order[::-1]]
    return found


def prefixes(order: Sequence[int]) -> list[int]:
    """The coalitions that arise while parts join in this order, from the empty one to the whole."""
    masks = [0]
    for i in order:
        masks.append(masks[-1] | 1 << i)
    return masks


def gains(order: Sequence[int], worth: Sequence[Floats]) -> Floats:
    """What each part adds when it joins in this order; `worth` of the `prefixes`. Shape (k, …), sums to the whole."""
    steps = np.diff(np.array(worth), axis=0)
    found = np.empty_like(steps)
    found[list(order)] = steps
    return found


def _parts(worth: Floats) -> int:
    k = len(worth).bit_length() - 1
    if len(worth) != 1 << k:
        raise ValueError(f"{len(worth)} coalitions are not all those of some parts")
    return k
