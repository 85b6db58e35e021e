/** Moments of a played clock in; proof of the rate and the time left out. */
import { describe, expect, test } from 'vitest';
import { RateMeter } from '../../../src/shared/rate';

function played(): { meter: RateMeter; at: (ms: number) => void } {
  let now = 0;
  return {
    meter: new RateMeter(() => now),
    at: (ms) => {
      now = ms;
    },
  };
}

describe('the rate meter', () => {
  test('knows nothing until something is finished', () => {
    const { meter, at } = played();
    at(500);
    expect([meter.perSecond, meter.etaMs(10)]).toEqual([0, undefined]);
  });

  test('divides what was finished by the time it took', () => {
    const { meter, at } = played();
    at(1000);
    meter.add(50);
    at(2000);
    meter.add(70);
    expect(meter.perSecond).toBe(60);
    expect(meter.etaMs(120)).toBe(2000);
  });

  test('forgets what lies more than ten seconds back', () => {
    const { meter, at } = played();
    for (let second = 1; second <= 20; second++) {
      at(second * 1000);
      meter.add(10);
    }
    for (let second = 21; second <= 35; second++) {
      at(second * 1000);
      meter.add(40);
    }
    expect(meter.perSecond).toBeCloseTo(40, 0);
  });

  test('does not count a pause', () => {
    const { meter, at } = played();
    at(1000);
    meter.add(100);
    at(60_000);
    meter.restart();
    at(61_000);
    meter.add(100);
    expect(meter.perSecond).toBe(100);
  });
});
