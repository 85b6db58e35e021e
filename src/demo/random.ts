/** Generates a stream of random numbers from a name, the same on every machine. */

/** FNV-1a over the characters' codes, 32 bits. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** mulberry32 (Tommy Ettinger, public domain), seeded by a name, so that streams are independent of each other. */
export class Random {
  #state: number;

  constructor(name: string) {
    this.#state = hash(name);
    // mixes the seed, so that names that differ in one letter give unrelated streams
    for (let i = 0; i < 4; i++) this.next();
  }

  /** Next number, from 0 to below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** @throws RangeError where there is nothing to choose from */
  pick<T>(things: readonly T[]): T {
    const picked = things[Math.floor(this.next() * things.length)];
    if (picked === undefined) throw new RangeError('nothing to pick from');
    return picked;
  }

  shuffled<T>(things: readonly T[]): T[] {
    const rest = [...things];
    for (let i = rest.length - 1; i > 0; i--) {
      const j = Math.floor(this.next() * (i + 1));
      [rest[i], rest[j]] = [rest[j]!, rest[i]!];
    }
    return rest;
  }
}
