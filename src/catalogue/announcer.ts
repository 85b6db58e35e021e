/** Changes in, as often as they come; the newest state, a few times a second, to whoever subscribed out. */
import type { CatalogueState } from '../contract/catalogue';
import { storageRoom } from '../shared/storage-room';

/** The page is told at most this often; it draws no faster anyway. */
const NOTIFY_MS = 200;

/** Tells the page where a catalogue stands. */
export class Announcer {
  readonly #state: (usageBytes: number | undefined) => CatalogueState;
  readonly #listeners: ((state: CatalogueState) => void)[] = [];
  #usageBytes: number | undefined;
  #notifying: ReturnType<typeof setTimeout> | undefined;

  /** @param state called whenever the listeners are about to be told. */
  constructor(state: (usageBytes: number | undefined) => CatalogueState) {
    this.#state = state;
  }

  /** What the listeners would be told now. */
  get state(): CatalogueState {
    return this.#state(this.#usageBytes);
  }

  subscribe(listener: (state: CatalogueState) => void): void {
    this.#listeners.push(listener);
  }

  changed(): void {
    if (this.#notifying !== undefined) return;
    this.#notifying = setTimeout(() => {
      this.#notifying = undefined;
      void this.#notify();
    }, NOTIFY_MS);
  }

  async measureUsage(): Promise<void> {
    this.#usageBytes = (await storageRoom())?.usage;
  }

  async #notify(): Promise<void> {
    await this.measureUsage();
    const { state } = this;
    for (const listener of this.#listeners) listener(state);
  }
}
