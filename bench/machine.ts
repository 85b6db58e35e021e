/** Describes the machine that figures are measured on: processor, memory, system, browser and date. */
import { arch, cpus, loadavg, release, totalmem, type } from 'node:os';
import { chromiumVersion, findChromium } from '../test/chromium';

/** The machine at the start of a run. */
export interface Machine {
  readonly cpu: string;
  /** Logical cores. */
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly browser: string;
  /** Load average of the last minute: figures of a busy machine are worth little. */
  readonly load: number;
  /** ISO 8601, UTC. */
  readonly date: string;
}

/** Describes this machine. It installs nothing; a missing browser is reported as such. */
export function describeMachine(): Machine {
  const browser = findChromium();
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown processor',
    cores: cpus().length,
    memoryGiB: Math.round((totalmem() / 2 ** 30) * 10) / 10,
    system: `${type()} ${release()} ${arch()}`,
    browser: browser === undefined ? 'none' : chromiumVersion(browser),
    load: Math.round((loadavg()[0] ?? 0) * 100) / 100,
    date: new Date().toISOString(),
  };
}

/** One line. */
export function machineLine({ cpu, cores, memoryGiB, system, browser, load, date }: Machine): string {
  return `${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}, ${browser}, load ${load}, ${date}`;
}
