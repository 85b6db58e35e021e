"""A random generator, an outfit and a face in; one drawn person in clothes, with a label for every pixel, out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from canvas import HEAD, PRODUCT, SIDE, SKIN, Cutout, Scene, ellipse, limb, polygon, warped
from fabrics import folded
from outfits import Outfit, behind

SKINS = np.array(
    [(255, 219, 195), (240, 194, 160), (224, 172, 130), (198, 134, 90), (160, 104, 66), (117, 72, 44), (80, 50, 34)], np.float32
)
HAIRS = np.array([(25, 20, 18), (60, 40, 28), (105, 70, 40), (160, 115, 65), (215, 180, 120), (130, 60, 30), (170, 170, 170)], np.float32)


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
