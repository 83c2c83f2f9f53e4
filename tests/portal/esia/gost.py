"""GOST R 34.10-2012 reckoned by hand, from the standard's own formulas: a third voice beside both OpenSSL calls."""

from dataclasses import dataclass

Point = tuple[int, int] | None


@dataclass(frozen=True)
class Curve:
    """y² = x³ + ax + b modulo p; base: a point of order q."""

    p: int
    a: int
    q: int
    base: tuple[int, int]

    def add(self, one: Point, other: Point) -> Point:
        if one is None or other is None:
            return other if one is None else one
        (x1, y1), (x2, y2) = one, other
        if x1 == x2 and (y1 + y2) % self.p == 0:
            return None
        rise, run = (3 * x1 * x1 + self.a, 2 * y1) if one == other else (y2 - y1, x2 - x1)
        slope = rise * pow(run, -1, self.p) % self.p
        x3 = (slope * slope - x1 - x2) % self.p
        return x3, (slope * (x1 - x3) - y1) % self.p

    def times(self, number: int, point: Point) -> Point:
        found: Point = None
        while number:
            found = self.add(found, point) if number & 1 else found
            point, number = self.add(point, point), number >> 1
        return found

    def verifies(self, public: tuple[int, int], digest: int, r: int, s: int) -> bool:
        """Section 6.2 of the standard (RFC 7091)."""
        e = digest % self.q or 1
        v = pow(e, -1, self.q)
        one = self.times(s * v % self.q, self.base)
        point = self.add(one, self.times(-r * v % self.q, public))
        return point is not None and point[0] % self.q == r


EXAMPLE = Curve(
    p=0x8000000000000000000000000000000000000000000000000000000000000431,
    a=7,
    q=0x8000000000000000000000000000000150FE8A1892976154C59CFC193ACCF5B3,
    base=(2, 0x08E2A8A0E65147D4BD6316030E16D19C85C97F0A9CA267122B96ABBCEA7E8FC8),
)
"""RFC 7091, section 7.1."""

P_A = 2**256 - 617
PARAMSET_A = Curve(
    p=P_A,
    a=P_A - 3,
    q=0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF6C611070995AD10045841B09B761B893,
    base=(1, 0x8D91E471E0989CDA27DF505A453F2B7635294F2DDF23E3B122ACC99C9E9F1E14),
)
"""RFC 4357, section 11.4: id-GostR3410-2001-CryptoPro-A-ParamSet, which the demo system's key is on."""
