/** Lists the reasons why all pairs are compared on one device and not on the other, as codes with values. */

/** Values of each reason, by its code. `why` is in the browser's words. */
export interface PairReasons {
  /** Millions of pairs a second. */
  readonly 'pair-rates': { readonly webgpu: number; readonly wasm: number };
  readonly 'gpu-slower': object;
  readonly 'gpu-missing': object;
  readonly 'gpu-lost': { readonly why: string };
  readonly 'gpu-refused': { readonly why: string };
  readonly 'gpu-rows': { readonly bytes: number; readonly most: number };
  readonly 'gpu-memory': { readonly bytes: number; readonly why: string };
  readonly 'gpu-silent': object;
  readonly 'gpu-groups': { readonly ran: number; readonly expected: number };
  /** `passed` is absent where too many pairs passed. */
  readonly 'gpu-wrong': { readonly passed?: number | undefined; readonly expected: number };
}

type PairReason = {
  [Code in keyof PairReasons]: { readonly code: Code } & PairReasons[Code];
}[keyof PairReasons];

/** A reason as a text, which crosses a thread as the message of an error. */
export function pairReason(reason: PairReason): string {
  return JSON.stringify(reason);
}
