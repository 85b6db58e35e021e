/** Ids of encoders and the models of earlier releases in; proof of which encoder each id stands for out. */
import { describe, expect, test } from 'vitest';
import { formerId, isFormer, optionsOf, presentId } from '../../../../src/threads/fleet/former-models';

const OPTIONS = { modelUrl: '/models/new/', focusUrl: '/models/focus/', device: 'wasm' } as const;
const FORMER = { name: 'old', modelUrl: '/models/old/', focusUrl: '/models/old-focus/' };
const OLDER = { name: 'older', modelUrl: '/models/older/' };

describe('an id', () => {
  test.each([undefined, '0123456789abcdef'])('of %s as it was is known again', (id) => {
    const former = formerId(id, FORMER);
    expect([isFormer(id), isFormer(former)]).toEqual([false, true]);
    expect([presentId(id), presentId(former)]).toEqual([id, id]);
  });

  test('stands for the models of its release; a model of others is itself, with that focus network', () => {
    const formers = [FORMER, OLDER];
    const { modelUrl, focusUrl } = FORMER;
    expect(optionsOf(undefined, OPTIONS, formers)).toEqual({ ...OPTIONS, keptId: undefined });
    expect(optionsOf('kept', OPTIONS, formers)).toEqual({ ...OPTIONS, keptId: 'kept' });
    const device = OPTIONS.device;
    expect(optionsOf(formerId(undefined, FORMER), OPTIONS, formers)).toEqual({ modelUrl, focusUrl, device });
    expect(optionsOf(formerId('kept', FORMER), OPTIONS, formers)).toEqual({
      modelUrl,
      focusUrl,
      device,
      keptId: 'kept',
    });
    expect(optionsOf(formerId(undefined, OLDER), OPTIONS, formers).focusUrl).toBeUndefined();
  });

  test('of a release that is not known any more is that of no model', () => {
    const id = formerId(undefined, OLDER);
    expect(optionsOf(id, OPTIONS, [FORMER])).toEqual({ ...OPTIONS, keptId: id });
  });
});
