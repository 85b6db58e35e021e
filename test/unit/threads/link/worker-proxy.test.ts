/** Holds the proxy of a worker's API to it, over real ports: answers, errors, deaths, and what the types demand. */
import { expose, proxy, transfer } from 'comlink';
import { afterEach, describe, expect, expectTypeOf, test } from 'vitest';
import { LookalikeError } from '../../../../src/shared/errors';
import { startWorker, type WorkerHandle } from '../../../../src/threads/link/worker-handle';
import { workerProxy, type Promised } from '../../../../src/threads/link/worker-proxy';

interface ShopApi {
  add(a: number, b: number): number;
  /** Rejects with `ProductMissing`. */
  thumbnail(id: string): Promise<string>;
  first(ids: readonly string[], options?: { readonly fallback?: string }): Promise<string | undefined>;
  never(): Promise<void>;
  /** The worker owns the values then. */
  sum(values: Float32Array<ArrayBuffer>): Promise<number>;
  subscribe(listener: (state: string) => void): Promise<void>;
  connect(port: MessagePort): Promise<void>;
}

const shop: ShopApi = {
  add: (a, b) => a + b,
  thumbnail: async (id) => {
    throw new LookalikeError('ProductMissing', `no product ${id}`);
  },
  first: async (ids, options) => ids[0] ?? options?.fallback,
  never: () => new Promise(() => undefined),
  sum: async (values) => values.reduce((sum, value) => sum + value, 0),
  subscribe: async (listener) => {
    listener('subscribed');
  },
  connect: async (port) => {
    port.postMessage('connected');
    port.close();
  },
};

let ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends) end();
  ends = [];
});

/** A worker without a thread: the other end of a channel, which can die and be terminated as one. */
function fakeWorker(api: object): Worker {
  const { port1, port2 } = new MessageChannel();
  expose(api, port2);
  ends.push(() => {
    port2.close();
  });
  return Object.assign(port1, {
    terminate() {
      port2.close();
    },
  }) as unknown as Worker;
}

function started<Api extends object = ShopApi>(api: object = shop): WorkerHandle<Api> {
  return startWorker<Api>(fakeWorker(api), 'shop');
}

/** The calls that its types demand by hand, one that copies nothing, and one that the API does not have. */
function byHand(worker: WorkerHandle<ShopApi>) {
  const subscribe: ShopApi['subscribe'] = (listener) => worker.call((api) => api.subscribe(proxy(listener)));
  const connect: ShopApi['connect'] = (port) => worker.call((api) => api.connect(transfer(port, [port])));
  return {
    subscribe,
    connect,
    sum: (values: Float32Array<ArrayBuffer>) =>
      worker.call((api) => api.sum(transfer(values, [values.buffer]))),
    addAll: (...values: readonly number[]) =>
      worker.call(async (api) => {
        let sum = 0;
        for (const value of values) sum = await api.add(sum, value);
        return sum;
      }),
  };
}

function callsOf(worker: WorkerHandle<ShopApi>) {
  return workerProxy(worker, byHand(worker));
}

describe('a worker proxy', () => {
  test('hands on what is given, and gives what is answered', async () => {
    const calls = callsOf(started());
    expect(await calls.add(2, 3)).toBe(5);
    expect(await calls.first(['a', 'b'])).toBe('a');
    expect(await calls.first([], { fallback: 'none' })).toBe('none');
    expect(await calls.first([])).toBeUndefined();
  });

  test('rejects with the name and the message that the worker gave', async () => {
    await expect(callsOf(started()).thumbnail('p1')).rejects.toMatchObject({
      name: 'ProductMissing',
      message: 'no product p1',
    });
  });

  test('reaches a call that its API gains without another line', async () => {
    interface LargerApi extends ShopApi {
      subtract(a: number, b: number): Promise<number>;
    }
    const larger: LargerApi = { ...shop, subtract: async (a, b) => a - b };
    const worker = started<LargerApi>(larger);
    const calls = workerProxy(worker, byHand(worker));
    expect(await calls.subtract(5, 3)).toBe(2);
  });

  test('makes calls by hand where they are written so', async () => {
    const calls = callsOf(started());
    expect(await calls.addAll(1, 2, 3)).toBe(6);
    const values = new Float32Array([1, 2]);
    expect(await calls.sum(values)).toBe(3);
    expect(values.byteLength).toBe(0);
    const heard = await new Promise((resolve) => {
      void calls.subscribe(resolve);
    });
    expect(heard).toBe('subscribed');
    const { port1, port2 } = new MessageChannel();
    const arrived = new Promise((resolve) => {
      port1.onmessage = ({ data }) => {
        resolve(data);
      };
    });
    await calls.connect(port2);
    expect(await arrived).toBe('connected');
  });

  test('can be awaited, printed and compared without a call', async () => {
    const asked: string[] = [];
    const calls = workerProxy(
      {
        call: async <T>(use: (api: Promised<Pick<ShopApi, 'add'>>) => Promise<T>): Promise<T> => {
          asked.push('call');
          return use({ add: async (a, b) => a + b });
        },
      },
      {},
    );
    expect(await Promise.resolve(calls)).toBe(calls);
    expect(JSON.stringify(calls)).toBe('{}');
    expect(Reflect.get(calls, Symbol.iterator)).toBeUndefined();
    expect(calls.add).toBe(calls.add);
    expect(asked).toEqual([]);
    expect(await calls.add(1, 1)).toBe(2);
    expect(asked).toEqual(['call']);
  });
});

describe('calls to a worker that dies', () => {
  const death = { name: 'WorkerDied', message: 'the shop worker died: memory' };

  test('reject where they are in flight, those by hand too', async () => {
    const worker = started();
    const calls = callsOf(worker);
    const waiting = [calls.never(), calls.addAll(1, 2)];
    worker.worker.dispatchEvent(Object.assign(new Event('error'), { message: 'memory' }));
    for (const answer of waiting) await expect(answer).rejects.toMatchObject(death);
  });

  test('reject at once where they come later', async () => {
    const worker = started();
    worker.worker.terminate();
    worker.die('memory');
    await expect(callsOf(worker).add(1, 2)).rejects.toMatchObject(death);
    await expect(callsOf(worker).never()).rejects.toMatchObject(death);
  });

  test('reject with AbortError where the worker was closed, and that is no death', async () => {
    const worker = started();
    const deaths: string[] = [];
    worker.onDeath(() => deaths.push('died'));
    const waiting = callsOf(worker).never();
    worker.close();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await expect(callsOf(worker).add(1, 2)).rejects.toMatchObject({ name: 'AbortError' });
    expect(deaths).toEqual([]);
  });
});

test('the types promise every answer, and demand by hand what a message cannot carry', () => {
  const worker = started();
  const calls = callsOf(worker);
  expectTypeOf(calls.add).toEqualTypeOf<(a: number, b: number) => Promise<number>>();
  expectTypeOf<Awaited<ReturnType<typeof calls.first>>>().toEqualTypeOf<string | undefined>();
  expectTypeOf<Awaited<ReturnType<typeof calls.addAll>>>().toEqualTypeOf<number>();
  // @ts-expect-error no such call
  expect(calls.multiply).toBeTypeOf('function');
  // @ts-expect-error `subscribe` and `connect` are missing
  workerProxy(worker, {});
  // @ts-expect-error `connect` is missing
  workerProxy(worker, { subscribe: calls.subscribe });
  // @ts-expect-error `first` is not a number's
  void calls.first([1]).catch(() => undefined);
});
