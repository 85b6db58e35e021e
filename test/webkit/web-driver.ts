/** WebKitGTK's driver in; a page of its browser, spoken to by W3C WebDriver over HTTP, out. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import type { Readable } from 'node:stream';
import type { WebKitPlace } from '../webkit';

const START_MS = 30_000;
const POLL_MS = 100;
/** The key under which WebDriver hands out an element: https://www.w3.org/TR/webdriver2/#elements. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const address = server.address();
  await new Promise((closed) => {
    server.close(closed);
  });
  if (address === null || typeof address === 'string') throw new Error('there is no free port');
  return address.port;
}

/** Starts an X server without a screen; the name of its display. */
async function startDisplay(xvfb: string): Promise<{ display: string; server: ChildProcess }> {
  const args = ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'];
  const server = spawn(xvfb, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const output = server.stdio[3] as Readable;
  const display = await new Promise<string>((resolve, reject) => {
    output.once('data', (number: Buffer) => {
      resolve(`:${number.toString().trim()}`);
    });
    server.once('exit', (code) => {
      reject(new Error(`Xvfb ended with ${code}`));
    });
  });
  return { display, server };
}

export class WebDriver {
  /** What pages and workers complained about on the console. */
  readonly complaints: string[] = [];
  readonly #origin: string;
  readonly #processes: readonly ChildProcess[];
  #session = '';

  private constructor(origin: string, processes: readonly ChildProcess[]) {
    this.#origin = origin;
    this.#processes = processes;
  }

  static async launch({ driver, browser, xvfb }: WebKitPlace): Promise<WebDriver> {
    const screen = xvfb === undefined ? undefined : await startDisplay(xvfb);
    const port = await freePort();
    const env = { ...process.env, ...(screen && { DISPLAY: screen.display, GDK_BACKEND: 'x11' }) };
    const started = spawn(driver, [`--port=${port}`], { env, stdio: ['ignore', 'pipe', 'ignore'] });
    const made = new WebDriver(`http://127.0.0.1:${port}`, [started, ...(screen ? [screen.server] : [])]);
    started.stdout.on('data', (output: Buffer) => {
      for (const line of output.toString().split('\n'))
        if (/^CONSOLE \S+ (ERROR|.*Unhandled)/.test(line)) made.complaints.push(line);
    });
    await made.#begin(browser);
    return made;
  }

  async open(url: string): Promise<void> {
    await this.#ask('POST', '/url', { url });
  }

  async reload(): Promise<void> {
    await this.#ask('POST', '/refresh', {});
  }

  /** A new tab takes the place of this one. */
  async renew(): Promise<void> {
    const made = (await this.#ask('POST', '/window/new', { type: 'tab' })) as { handle: string };
    await this.#ask('DELETE', '/window');
    await this.#ask('POST', '/window', { handle: made.handle });
  }

  /** Runs a function in the page; it must need nothing but its arguments, and give what JSON can hold. */
  async run<Args extends readonly unknown[], Result>(
    task: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ): Promise<Result> {
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve().then(() => (${task.toString()})(...Array.from(arguments).slice(0, -1)))
        .then((result) => done({ result }), (error) => done({ error: String(error) }));`;
    const answer = (await this.#ask('POST', '/execute/async', { script, args })) as {
      result: Result;
      error?: string;
    };
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.result;
  }

  /** Until the function, run in the page, says true. */
  async until<Args extends readonly unknown[]>(
    timeoutMs: number,
    task: (...args: Args) => boolean,
    ...args: Args
  ): Promise<void> {
    const end = Date.now() + timeoutMs;
    while (!(await this.run(task, ...args))) {
      if (Date.now() > end) {
        const text = await this.run(() => document.body.innerText);
        throw new Error(
          `${JSON.stringify(args)} did not come within ${timeoutMs} ms; the page says: ${text}`,
        );
      }
      await pause(POLL_MS);
    }
  }

  /** Clicks what an XPath finds first, once it is there and enabled. */
  async click(xpath: string, timeoutMs: number): Promise<void> {
    const end = Date.now() + timeoutMs;
    for (;;) {
      try {
        const id = await this.#find('xpath', xpath);
        if ((await this.#ask('GET', `/element/${id}/enabled`)) !== true) throw new Error('it is disabled');
        await this.#ask('POST', `/element/${id}/click`, {});
        return;
      } catch (error) {
        if (Date.now() > end)
          throw new Error(`no click on ${xpath} within ${timeoutMs} ms`, { cause: error });
        await pause(POLL_MS);
      }
    }
  }

  async quit(): Promise<void> {
    if (this.#session !== '') await this.#ask('DELETE', '').catch(() => undefined);
    for (const started of this.#processes) started.kill();
  }

  async #begin(binary: string): Promise<void> {
    const end = Date.now() + START_MS;
    const args = ['--automation', '--enable-write-console-messages-to-stdout=true'];
    const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': { binary, args } } };
    for (;;) {
      try {
        const made = (await this.#send('POST', '/session', { capabilities })) as { sessionId: string };
        this.#session = `/session/${made.sessionId}`;
        break;
      } catch (error) {
        if (Date.now() > end) {
          await this.quit();
          throw new Error(`${binary} gave no session within ${START_MS} ms`, { cause: error });
        }
        await pause(POLL_MS);
      }
    }
    await this.#ask('POST', '/timeouts', { script: 60_000 });
  }

  async #find(using: string, value: string): Promise<string> {
    const found = (await this.#ask('POST', '/element', { using, value })) as Record<string, string>;
    const id = found[ELEMENT];
    if (id === undefined) throw new Error(`the driver calls ${value} ${JSON.stringify(found)}`);
    return id;
  }

  #ask(method: string, path: string, body?: unknown): Promise<unknown> {
    return this.#send(method, `${this.#session}${path}`, body);
  }

  async #send(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.#origin}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: unknown };
    if (!response.ok) throw new Error(`${method} ${path} was answered ${JSON.stringify(value)}`);
    return value;
  }
}
