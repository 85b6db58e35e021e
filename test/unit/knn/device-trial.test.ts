/** Made-up times of blocks in; which device a trial takes out. */
import { describe, expect, test } from 'vitest';
import { reasonText } from '../../../src/app/messages/reason-text';
import { DeviceTrial, type BlockPlan, type PairDevice } from '../../../src/knn/device-trial';

const FULL: BlockPlan = { device: 'wasm', isAlone: false };

/** Goes through a trial to its end. @param msOf what a block of 1,000 pairs takes, by the times that device was asked */
function decided(msOf: (device: PairDevice, time: number) => number): {
  readonly trial: DeviceTrial;
  readonly asked: PairDevice[];
} {
  const trial = new DeviceTrial('auto');
  trial.ready();
  const asked: PairDevice[] = [];
  for (let block = 0; block < 20; block += 1) {
    const plan = trial.plan();
    if (block > 0 && !plan.isAlone) break;
    const time = asked.filter((device) => device === plan.device).length;
    if (plan.isAlone) asked.push(plan.device);
    trial.told(plan, { pairs: 1000, ms: msOf(plan.device, time) });
  }
  return { trial, asked };
}

describe('a trial', () => {
  test('warms the GPU up, then asks both devices in turn', () => {
    const { asked } = decided(() => 1);
    expect(asked).toEqual(['webgpu', 'wasm', 'webgpu', 'wasm', 'webgpu', 'wasm', 'webgpu']);
  });

  test('takes the GPU where it is faster, and says by how much', () => {
    const { trial } = decided((device) => (device === 'webgpu' ? 0.1 : 1));
    expect([trial.device, reasonText(trial.why ?? '')]).toEqual([
      'webgpu',
      '10 million pairs/s on WebGPU, 1 on WASM',
    ]);
    expect(trial.plan()).toEqual({ device: 'webgpu', isAlone: false });
  });

  test('leaves a GPU that is slower', () => {
    const { trial } = decided((device) => (device === 'webgpu' ? 2 : 1));
    expect([trial.device, reasonText(trial.why ?? '')]).toEqual([
      'wasm',
      '0.5 million pairs/s on WebGPU, 1 on WASM',
    ]);
    expect(trial.plan()).toEqual(FULL);
  });

  test('does not count how long a GPU takes to warm up, nor what stood still once', () => {
    const { trial } = decided((device, time) => {
      if (device === 'wasm') return 1;
      return time === 0 || time === 2 ? 1000 : 0.5;
    });
    expect(trial.device).toBe('webgpu');
  });

  test('compares blocks on WASM until a GPU is ready, and the first in any case', () => {
    const trial = new DeviceTrial('auto');
    for (let block = 0; block < 5; block += 1) {
      expect(trial.plan()).toEqual(FULL);
      trial.told(FULL, { pairs: 1000, ms: 1 });
    }
    trial.ready();
    expect(trial.plan()).toMatchObject({ device: 'webgpu', isAlone: true });
    const early = new DeviceTrial('auto');
    early.ready();
    expect(early.plan()).toEqual(FULL);
  });

  test('ends with a GPU that gives up or is refused, and says why', () => {
    const trial = new DeviceTrial('auto');
    trial.ready();
    trial.told(trial.plan(), { pairs: 1000, ms: 1 });
    const plan = trial.plan();
    expect(plan.limitMs).toBeGreaterThan(0);
    trial.told(plan, { pairs: 1000, ms: 1, gaveUp: 'the GPU is slower than WASM' });
    expect([trial.device, trial.why, trial.plan()]).toEqual(['wasm', 'the GPU is slower than WASM', FULL]);
    expect(trial.hasGpuFailed).toBe(false);
    const refused = new DeviceTrial('auto');
    refused.refuse('there is none');
    refused.ready();
    expect([refused.why, refused.plan()]).toEqual(['there is none', FULL]);
  });
});

test('a forced GPU compares every block until it fails', () => {
  const trial = new DeviceTrial('webgpu');
  trial.ready();
  const plan = trial.plan();
  expect(plan).toEqual({ device: 'webgpu', isAlone: false });
  trial.told(plan, { pairs: 1, ms: 1e9 });
  expect(trial.device).toBe('webgpu');
  trial.told(plan, { pairs: 1, ms: 1, gaveUp: 'lost' });
  expect([trial.device, trial.why, trial.hasGpuFailed]).toEqual(['wasm', 'lost', true]);
});

test('forced WASM is never left', () => {
  const trial = new DeviceTrial('wasm');
  trial.ready();
  expect(trial.plan()).toEqual(FULL);
});
