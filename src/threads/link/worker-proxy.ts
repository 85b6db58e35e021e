/** Makes every method of a worker's API callable, each call raced against the life of that worker. */

/** An API as it is called from another thread: whatever a method returns, it is promised. */
export type Promised<Api> = {
  readonly [Name in keyof Api]: Api[Name] extends (...given: infer Given) => infer Answer
    ? (...given: Given) => Promise<Awaited<Answer>>
    : never;
};

/** What reaches a worker, or the one that takes its place. */
export interface Reach<Calls> {
  /** Settles as `use` does, or rejects with `WorkerDied`, or with `AbortError` where the worker was closed. */
  call<T>(use: (calls: Calls) => Promise<T>): Promise<T>;
}

/** What a message cannot carry as it is: a function needs comlink's `proxy`, a port must be transferred. */
type Uncloned = MessagePort | readonly MessagePort[] | ((...given: never) => unknown);

/** Names of the methods that take such an argument. */
export type ByHandOnly<Calls> = {
  [Name in keyof Calls]: Calls[Name] extends (...given: infer Given) => unknown
    ? Extract<Given[keyof Given & number], Uncloned> extends never
      ? never
      : Name
    : never;
}[keyof Calls];

/** Every call of a worker: those written by hand, and all others as its API declares them. */
export type WorkerProxy<Calls, ByHand> = Omit<Calls, keyof ByHand> & ByHand;

/** `await` asks any object for `then`, and `JSON.stringify` for `toJSON`: neither is a call. */
const NEVER_CALLS: readonly string[] = ['then', 'toJSON'];

/**
 * Gives an object with every call of a worker. A call that is added to the contract needs no second line here.
 *
 * The types demand by hand what takes a function or a port. They do not see a buffer that is to be transferred: it is
 * copied unless its call is among `byHand`. Options with a `{signal}` cross by `signal-transfer.ts`.
 *
 * The object cannot be spread, as it has only the properties of `byHand`.
 *
 * @param byHand calls that are made otherwise than by handing on what is given, or that the API does not have.
 */
export function workerProxy<Calls extends object, ByHand extends Pick<Calls, ByHandOnly<Calls>>>(
  reach: Reach<Calls>,
  byHand: ByHand,
): WorkerProxy<Calls, ByHand> {
  /** One function a name, so that comparing two reads of a call tells no difference. */
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
