"""A random generator, garments and faces in; one drawn person in clothes, with a label for every pixel, out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import cv2
import numpy as np

from fabrics import colour, fabric, folded

SIDE = 256
BACKGROUND, PRODUCT, HEAD, SKIN = 0, 1, 2, 3
SKINS = np.array(
    [(255, 219, 195), (240, 194, 160), (224, 172, 130), (198, 134, 90), (160, 104, 66), (117, 72, 44), (80, 50, 34)], np.float32
)
HAIRS = np.array([(25, 20, 18), (60, 40, 28), (105, 70, 40), (160, 115, 65), (215, 180, 120), (130, 60, 30), (170, 170, 170)], np.float32)
TOPS, BOTTOMS = ("none", "short", "elbow", "long"), ("trousers", "shorts", "skirt", "capri")


@dataclass(frozen=True)
class Cutout:
    """A photographed garment or face: `rgb` uint8 [h, w, 3], `mask` bool [h, w], cropped to the mask."""

    rgb: np.ndarray
    mask: np.ndarray


@dataclass
class Outfit:
    """What a person wears; two people in one outfit wear the same cloth."""

    top: np.ndarray
    bottom: np.ndarray
    shoes: np.ndarray
    extra: np.ndarray
    sleeves: str
    below: str
    hem: float
    flare: float
    one_piece: bool
    photographed: Cutout | None = None
    on_legs: bool = False
    # from behind a print is gone more often than not
    bare_behind: bool = False


def behind(garment: Cutout, bare: bool) -> Cutout:
    """A garment from its other side: mirrored; where that is `bare`, what its middle showed (a print, a row of buttons, a
    pocket) gives way to the cloth beside it, row by row, so that stripes across go on."""
    rgb, mask = garment.rgb[:, ::-1], garment.mask[:, ::-1]
    if not bare:
        return Cutout(rgb, mask)
    height, width = mask.shape
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    middle = np.hypot((xs / width - 0.5) / 0.3, (ys / height - 0.5) / 0.45) < 1
    beside = (mask & ~middle).astype(np.float32)[..., None]
    wide = (2 * (width // 2) + 1, 3)
    weight = cv2.blur(beside, wide)[..., None]
    cloth = cv2.blur(rgb * beside, wide) / np.maximum(weight, 1e-3)
    share = cv2.GaussianBlur((middle & (weight[..., 0] > 0.02)).astype(np.float32), (0, 0), 2)[..., None]
    return Cutout((rgb * (1 - share) + cloth * share).astype(np.uint8), mask)


def outfit(rng: np.random.Generator, photographed: Cutout | None = None, on_legs: bool = False) -> Outfit:
    """A drawn outfit; `photographed` takes the place of the top, or of what the legs wear with `on_legs`."""
    one_piece = rng.random() < 0.2 and photographed is None
    return Outfit(
        top=fabric(rng, SIDE), bottom=fabric(rng, SIDE), shoes=colour(rng), extra=fabric(rng, SIDE),
        sleeves=str(rng.choice(TOPS)), below=str(rng.choice(BOTTOMS, p=[0.5, 0.15, 0.2, 0.15])),
        hem=rng.uniform(4.8, 6.6) if one_piece else rng.uniform(3.3, 4.6), flare=rng.uniform(0.9, 1.7 if one_piece else 1.3),
        one_piece=one_piece, photographed=photographed, on_legs=on_legs, bare_behind=rng.random() < 0.6,
    )  # fmt: skip


@dataclass
class Scene:
    """The picture so far and what each pixel shows."""

    rgb: np.ndarray
    labels: np.ndarray = field(default_factory=lambda: np.zeros((SIDE, SIDE), np.uint8))

    def paint(self, where: np.ndarray, what: np.ndarray, label: int) -> None:
        """Lays `what` (a colour or a picture [SIDE, SIDE, 3]) over the pixels of `where` (uint8, 0 = no)."""
        on = where > 0
        self.rgb[on] = what[on] if what.ndim == 3 else what
        self.labels[on] = label


def polygon(points: list[tuple[float, float]]) -> np.ndarray:
    mask = np.zeros((SIDE, SIDE), np.uint8)
    cv2.fillPoly(mask, [np.round(np.array(points) * 8).astype(np.int32)], 1, shift=3)
    return mask


def limb(points: list[np.ndarray], widths: list[float]) -> np.ndarray:
    """A chain of rounded, tapering segments: an arm, a sleeve, a leg."""
    mask = np.zeros((SIDE, SIDE), np.uint8)
    for a, b, wide, narrow in zip(points, points[1:], widths, widths[1:]):
        along = (b - a) / max(1e-6, float(np.hypot(*(b - a))))
        side = np.array([-along[1], along[0]])
        mask |= polygon([tuple(a + side * wide / 2), tuple(b + side * narrow / 2), tuple(b - side * narrow / 2), tuple(a - side * wide / 2)])
        for centre, width in ((a, wide), (b, narrow)):
            cv2.circle(mask, tuple(np.round(centre * 8).astype(int).tolist()), int(width * 4), 1, -1, shift=3)
    return mask


def ellipse(x: float, y: float, rx: float, ry: float, low: float = 0, high: float = 360) -> np.ndarray:
    mask = np.zeros((SIDE, SIDE), np.uint8)
    centre, axes = (round(x * 8), round(y * 8)), (max(1, round(rx * 8)), max(1, round(ry * 8)))
    cv2.ellipse(mask, centre, axes, 0, low, high, 1, -1, shift=3)
    return mask


def warped(cutout: Cutout, corners: list[tuple[float, float]]) -> tuple[np.ndarray, np.ndarray]:
    """The cutout stretched to four corners (top left, top right, bottom right, bottom left): picture and mask."""
    height, width = cutout.mask.shape
    source = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    move = cv2.getPerspectiveTransform(source, np.array(corners, np.float32))
    rgb = cv2.warpPerspective(cutout.rgb, move, (SIDE, SIDE), borderMode=cv2.BORDER_REPLICATE)
    return rgb, cv2.warpPerspective(cutout.mask.astype(np.uint8), move, (SIDE, SIDE))


class Person:
    """One body in one pose, placed on the canvas; `wear` draws it. `back` says whether it is seen from behind."""

    def __init__(self, rng: np.random.Generator, framing: str, back: bool | None = None) -> None:
        self.rng = rng
        # the part of the body, in head heights from the crown, that the picture shows
        top, bottom = {"full": (-0.3, 7.8), "upper": (-0.2, 4.6), "torso": (0.95, 4.4), "legs": (2.6, 7.8), "small": (-1.5, 9.5)}[framing]
        top, bottom = top + rng.normal(0, 0.15), bottom + rng.normal(0, 0.25)
        self.u = SIDE / (bottom - top)
        self.x = SIDE * rng.uniform(0.42, 0.58) if framing != "small" else SIDE * rng.uniform(0.25, 0.75)
        self.y = -top * self.u
        self.skin = np.clip(SKINS[rng.integers(len(SKINS))] * rng.uniform(0.85, 1.08) + rng.normal(0, 5, 3), 0, 255)
        self.hair = np.clip(HAIRS[rng.integers(len(HAIRS))] * rng.uniform(0.7, 1.3), 0, 255)
        self.shoulder, self.waist, self.hip = rng.uniform(0.75, 1.1), rng.uniform(0.5, 0.85), rng.uniform(0.65, 0.95)
        self.lean = rng.normal(0, 0.06)
        self.back = rng.random() < 0.25 if back is None else back
        self.turn = rng.uniform(0.72, 1)
        stride = abs(rng.normal(0, 0.25))
        self.legs = [[self.at(s * 0.38, 3.9), self.at(s * (0.4 + stride / 2) + rng.normal(0, 0.08), 5.6), self.at(s * (0.36 + stride), 7.15)] for s in (-1, 1)]
        self.arms = [self._arm(s) for s in (-1, 1)]

    def at(self, x: float, y: float) -> np.ndarray:
        """Body coordinates (head heights from the crown's middle) to pixels."""
        return np.array([self.x + (x * self.turn + self.lean * (4 - y)) * self.u, self.y + y * self.u])

    def _arm(self, side: int) -> list[np.ndarray]:
        rng = self.rng
        kind = rng.choice(["hanging", "hip", "crossed", "raised"], p=[0.6, 0.17, 0.13, 0.1])
        start = np.array([side * (self.shoulder - 0.12), 1.55])
        upper, lower = {
            "hanging": (rng.uniform(0.0, 0.5), rng.uniform(-0.25, 0.35)),
            "hip": (rng.uniform(0.5, 0.9), rng.uniform(-1.1, -0.5)),
            "crossed": (rng.uniform(0.05, 0.35), rng.uniform(-2.0, -1.4)),
            "raised": (rng.uniform(1.6, 2.6), rng.uniform(2.2, 3.3)),
        }[str(kind)]
        elbow = start + 1.4 * np.array([side * np.sin(upper), np.cos(upper)])
        wrist = elbow + 1.3 * np.array([side * np.sin(lower), np.cos(lower)])
        return [self.at(*start), self.at(*elbow), self.at(*wrist)]

    def _torso(self, hem: float, flare: float) -> np.ndarray:
        s, w, h = self.shoulder, self.waist, self.hip * 1.05
        outline = [(0.3, 1.25), (s, 1.45), (s * 0.95, 1.9), (w * 1.05, 2.9), (h, min(3.8, hem))]
        if hem > 3.8:
            outline.append((h * flare, hem))
        return polygon([tuple(self.at(x, y)) for x, y in outline] + [tuple(self.at(-x, y)) for x, y in reversed(outline)])

    def wear(self, scene: Scene, worn: Outfit, face: Cutout | None) -> None:
        """Draws the body in `worn`, back to front; `face` is a photographed head, else one is drawn."""
        rng, u = self.rng, self.u
        if self.back and worn.photographed is not None:
            worn = replace(worn, photographed=behind(worn.photographed, worn.bare_behind))
        long_hair = rng.random() < 0.45
        if long_hair and not self.back:
            x, y = self.at(0, 0.9)
            scene.paint(ellipse(x, y, 0.6 * u, rng.uniform(0.8, 1.4) * u), self.hair, HEAD)
        for hip, knee, ankle in self.legs:
            scene.paint(limb([hip, knee, ankle], [0.75 * u, 0.5 * u, 0.3 * u]), self.skin, SKIN)
            if rng.random() < 0.93:
                foot = ankle + np.array([0, 0.12 * u])
                scene.paint(ellipse(foot[0], foot[1], rng.uniform(0.2, 0.3) * u, rng.uniform(0.14, 0.3) * u), worn.shoes, PRODUCT)
        arms_last = rng.random() < 0.5
        if not arms_last:
            self._arms(scene, worn)
        self._below(scene, worn)
        self._above(scene, worn)
        if arms_last:
            self._arms(scene, worn)
        self._head(scene, face, long_hair)
        self._extras(scene, worn)

    def _arms(self, scene: Scene, worn: Outfit) -> None:
        u = self.u
        sleeve = {"none": 0.0, "short": 0.5, "elbow": 1.0, "long": 2.0}[worn.sleeves]
        if worn.photographed is not None and not worn.on_legs:
            sleeve = 0.0
        cloth = folded(self.rng, worn.top)
        for shoulder, elbow, wrist in self.arms:
            scene.paint(limb([shoulder, elbow, wrist], [0.4 * u, 0.32 * u, 0.22 * u]), self.skin, SKIN)
            hand = wrist + (wrist - elbow) * 0.12
            scene.paint(ellipse(hand[0], hand[1], 0.17 * u, 0.2 * u), self.skin, SKIN)
            if sleeve:
                end = shoulder + (elbow - shoulder) * min(1.0, sleeve)
                points, widths = [shoulder, end], [0.52 * u, 0.46 * u]
                if sleeve > 1:
                    points, widths = [shoulder, elbow, elbow + (wrist - elbow) * 0.92], [0.52 * u, 0.42 * u, 0.32 * u]
                scene.paint(limb(points, widths), cloth, PRODUCT)

    def _below(self, scene: Scene, worn: Outfit) -> None:
        if worn.one_piece:
            return
        u, h = self.u, self.hip * 1.03
        if worn.photographed is not None and worn.on_legs:
            height, width = worn.photographed.mask.shape
            length = np.clip(height / width * 2 * h * 0.9, 1.0, 4.3)
            wide = h * self.rng.uniform(1.0, 1.3)
            corners = [(-h, 3.0), (h, 3.0), (wide, 3.0 + length), (-wide, 3.0 + length)]
            rgb, mask = warped(worn.photographed, [tuple(self.at(x, y)) for x, y in corners])
            scene.paint(mask, rgb, PRODUCT)
            return
        cloth = folded(self.rng, worn.bottom)
        if worn.below == "skirt":
            hem = self.rng.uniform(4.8, 6.8)
            wide = h * worn.flare
            scene.paint(polygon([tuple(self.at(x, y)) for x, y in ((-h * 0.85, 3.0), (h * 0.85, 3.0), (wide, hem), (-wide, hem))]), cloth, PRODUCT)
            return
        reach = {"trousers": 1.95, "shorts": 0.6, "capri": 1.4}[worn.below]
        seat = [(-h * 0.85, 3.0), (h * 0.85, 3.0), (h, 3.9), (0.1, 4.35), (-0.1, 4.35), (-h, 3.9)]
        scene.paint(polygon([tuple(self.at(x, y)) for x, y in seat]), cloth, PRODUCT)
        for hip, knee, ankle in self.legs:
            thigh = knee if reach >= 1 else hip + (knee - hip) * reach
            points, widths = [hip, thigh], [0.85 * u, 0.62 * u]
            if reach > 1:
                points, widths = [*points, knee + (ankle - knee) * (reach - 1)], [*widths, self.rng.uniform(0.32, 0.6) * u]
            scene.paint(limb(points, widths), cloth, PRODUCT)

    def _above(self, scene: Scene, worn: Outfit) -> None:
        u = self.u
        x, y = self.at(0, 1.15)
        scene.paint(ellipse(x, y, 0.25 * u, 0.45 * u), self.skin, SKIN)
        if worn.photographed is not None and not worn.on_legs:
            height, width = worn.photographed.mask.shape
            wide = self.shoulder * self.rng.uniform(1.1, 1.7)
            length = np.clip(height / width * 2 * wide * 0.9, 2.0, 5.0)
            corners = [(-wide, 1.2), (wide, 1.2), (wide, 1.2 + length), (-wide, 1.2 + length)]
            rgb, mask = warped(worn.photographed, [tuple(self.at(x, y)) for x, y in corners])
            scene.paint(mask, rgb, PRODUCT)
            return
        scene.paint(self._torso(worn.hem, worn.flare), folded(self.rng, worn.top), PRODUCT)
        if not self.back and self.rng.random() < 0.8:
            x, y = self.at(0, 1.3)
            scene.paint(ellipse(x, y, self.rng.uniform(0.2, 0.4) * u, self.rng.uniform(0.15, 0.6) * u), self.skin, SKIN)
            if worn.sleeves == "long" and self.rng.random() < 0.3:
                opening = self.rng.uniform(0.1, 0.35)
                front = polygon([tuple(self.at(x, y)) for x, y in ((-opening, 1.4), (opening, 1.4), (opening * 1.3, worn.hem), (-opening * 1.3, worn.hem))])
                scene.paint(front & (scene.labels == PRODUCT), folded(self.rng, worn.extra), PRODUCT)

    def _head(self, scene: Scene, face: Cutout | None, long_hair: bool) -> None:
        rng, u = self.rng, self.u
        x, y = self.at(rng.normal(0, 0.08), 0.55)
        rx, ry = rng.uniform(0.34, 0.42) * u, rng.uniform(0.46, 0.54) * u
        if face is not None and not self.back:
            rx, ry = rx * 1.15, ry * 1.15
            rgb, mask = warped(face, [(x - rx, y - ry), (x + rx, y - ry), (x + rx, y + ry), (x - rx, y + ry)])
            scene.paint(mask, rgb, HEAD)
            return
        scene.paint(ellipse(x, y, rx, ry), self.skin, HEAD)
        if not self.back:
            dark = self.skin * 0.35
            for s in (-1, 1):
                scene.paint(ellipse(x + s * rx * 0.42, y - ry * 0.05, rx * 0.16, ry * 0.07), dark, HEAD)
                scene.paint(ellipse(x + s * rx * 0.42, y - ry * 0.22, rx * 0.22, ry * 0.04), self.hair, HEAD)
            scene.paint(ellipse(x, y + ry * 0.5, rx * 0.3, ry * 0.08), np.array([170, 70, 70]) * rng.uniform(0.7, 1.2), HEAD)
        if rng.random() < 0.93:
            shade = np.clip(self.hair * rng.uniform(0.9, 1.1), 0, 255)
            if self.back:
                scene.paint(ellipse(x, y - 0.05 * u, rx * 1.08, ry * 1.02), shade, HEAD)
                if long_hair:
                    scene.paint(ellipse(x, y + 0.5 * u, rx * 1.15, rng.uniform(0.6, 1.2) * u), shade, HEAD)
            else:
                scene.paint(ellipse(x, y - ry * 0.35, rx * 1.1, ry * rng.uniform(0.6, 0.8), 170, 370), shade, HEAD)
                if long_hair:
                    for s in (-1, 1):
                        strand = [np.array([x + s * rx, y - ry * 0.3]), np.array([x + s * rx * 1.15, y + rng.uniform(0.4, 1.1) * u])]
                        scene.paint(limb(strand, [0.25 * u, 0.2 * u]), shade, HEAD)
            if rng.random() < 0.15:
                scene.paint(ellipse(x, y - ry * 1.15, 0.2 * u, 0.2 * u), shade, HEAD)

    def _extras(self, scene: Scene, worn: Outfit) -> None:
        rng, u = self.rng, self.u
        cloth = worn.extra
        if rng.random() < 0.12:
            x, y = self.at(0, 0.22)
            scene.paint(ellipse(x, y, 0.5 * u, 0.33 * u, 180, 360), cloth, PRODUCT)
            scene.paint(ellipse(x, y, 0.75 * u, 0.1 * u), cloth, PRODUCT)
        if rng.random() < 0.2:
            wrist = self.arms[int(rng.integers(2))][2]
            wide, tall = rng.uniform(0.35, 0.7) * u, rng.uniform(0.4, 0.9) * u
            x, y = wrist + np.array([0, tall * 0.6])
            scene.paint(polygon([(x - wide, y - tall / 2), (x + wide, y - tall / 2), (x + wide, y + tall / 2), (x - wide, y + tall / 2)]), cloth, PRODUCT)
