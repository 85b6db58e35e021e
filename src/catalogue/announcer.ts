/** Tells the page where a catalogue stands, a few times a second at most. */
import type { CatalogueState } from '../contract/catalogue';
import { Emitter } from '../shared/emitter';
import { storageRoom } from '../shared/storage-room';
import type { CatalogueContext } from './catalogue-context';

/** The page is told at most this often; it draws no faster anyway. */
const NOTIFY_MS = 200;

/** Gathers changes, however often they come. */
export class Announcer {
  /** The newest state. */
  readonly told = new Emitter<CatalogueState>();
  readonly #stateOf: (usageBytes: number | undefined) => CatalogueState;
  #usageBytes: number | undefined;
  #notifying: ReturnType<typeof setTimeout> | undefined;

  /** @param stateOf called whenever the state is about to be told, with what the browser has stored in all. */
  constructor(context: CatalogueContext, stateOf: (usageBytes: number | undefined) => CatalogueState) {
    this.#stateOf = stateOf;
    context.changed.on(() => {
      if (this.#notifying !== undefined) return;
      this.#notifying = setTimeout(() => {
        this.#notifying = undefined;
        void this.#notify();
      }, NOTIFY_MS);
    });
  }

  /** What would be told now. */
  get state(): CatalogueState {
    return this.#stateOf(this.#usageBytes);
  }

  async measureUsage(): Promise<void> {
    this.#usageBytes = (await storageRoom())?.usage;
  }

  async #notify(): Promise<void> {
    await this.measureUsage();
    this.told.emit(this.state);
  }
}
