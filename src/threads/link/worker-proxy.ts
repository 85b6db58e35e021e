/** Makes every method of a worker's API callable, each call raced against the life of that worker. */

/** An API as called from another thread: every method returns a promise. */
export type Promised<Api> = {
  readonly [Name in keyof Api]: Api[Name] extends (...given: infer Given) => infer Answer
    ? (...given: Given) => Promise<Awaited<Answer>>
    : never;
};

/** A way to call a worker, or its replacement. */
export interface Reach<Calls> {
  /** Settles as `use` does, or rejects with `WorkerDied`, or with `AbortError` where the worker was closed. */
  call<T>(use: (calls: Calls) => Promise<T>): Promise<T>;
}

/** Arguments that a message cannot clone: a function needs comlink's `proxy`, a port must be transferred. */
type Uncloned = MessagePort | readonly MessagePort[] | ((...given: never) => unknown);

/** Names of the methods that take such an argument. */
export type ByHandOnly<Calls> = {
  [Name in keyof Calls]: Calls[Name] extends (...given: infer Given) => unknown
    ? Extract<Given[keyof Given & number], Uncloned> extends never
      ? never
      : Name
    : never;
}[keyof Calls];

/** Every call of a worker: those of `ByHand`, and all others as its API declares them. */
export type WorkerProxy<Calls, ByHand> = Omit<Calls, keyof ByHand> & ByHand;

/** `await` reads `then` of any object, and `JSON.stringify` reads `toJSON`: neither is a call of the worker. */
const NEVER_CALLS: readonly string[] = ['then', 'toJSON'];

/**
 * Returns an object with every call of a worker. A call that is added to the contract needs no code here.
 *
 * The types require a call in `byHand` for every method that takes a function or a port. They cannot require it for
 * buffers: a buffer is copied unless a call in `byHand` transfers it. Options with a `{signal}` cross by
 * `signal-transfer.ts`.
 *
 * The object cannot be spread, as it has only the properties of `byHand`.
 *
 * @param byHand calls that do more than forward their arguments, or that the API does not have.
 */
export function workerProxy<Calls extends object, ByHand extends Pick<Calls, ByHandOnly<Calls>>>(
  reach: Reach<Calls>,
  byHand: ByHand,
): WorkerProxy<Calls, ByHand> {
  /** One function per name, so that two reads of a call are the same function. */
  const forwarded = new Map<string, (...given: readonly unknown[]) => Promise<unknown>>();
  const forward = (name: string) => {
    const known = forwarded.get(name);
    if (known) return known;
    const made = (...given: readonly unknown[]) =>
      reach.call((calls) => {
        const method = Reflect.get(calls, name) as (...given: readonly unknown[]) => Promise<unknown>;
        return method(...given);
      });
    forwarded.set(name, made);
    return made;
  };
  const calls: object = new Proxy(byHand, {
    get: (own, name): unknown =>
      typeof name === 'symbol' || name in own || NEVER_CALLS.includes(name)
        ? Reflect.get(own, name)
        : forward(name),
  });
  return calls as WorkerProxy<Calls, ByHand>;
}
