/** The page's address in; the workers, the catalogue's state and the encoder's facts, as they come, out. */
import { useEffect, useState } from 'react';
import type { CatalogueState, Device, EncoderFacts } from '../contract';
import { DEFAULT_MODEL } from '../default-model';
import { asError, isAbort } from '../errors';
import { startWorkers, type Workers } from '../workers';
import { keepForOffline } from './offline';

export interface Lookalike {
  readonly workers: Workers;
  /** Undefined until the catalogue is open. */
  readonly state: CatalogueState | undefined;
  /** Undefined until the encoder is loaded. */
  readonly encoder: EncoderFacts | undefined;
  readonly failure: Error | undefined;
}

function forcedDevice(search: string): Device | undefined {
  const device = new URLSearchParams(search).get('device');
  return device === 'wasm' || device === 'webgpu' ? device : undefined;
}

let started: Workers | undefined;

/** One set of workers a page, whatever React does with its components. */
function workers(): Workers {
  started ??= startWorkers({
    modelUrl: `${import.meta.env.BASE_URL}models/${DEFAULT_MODEL}/`,
    device: forcedDevice(window.location.search),
  });
  return started;
}

export function useLookalike(): Lookalike {
  const [state, setState] = useState<CatalogueState>();
  const [encoder, setEncoder] = useState<EncoderFacts>();
  const [failure, setFailure] = useState<Error>();
  useEffect(() => {
    const fail = (error: unknown) => {
      setFailure(asError(error));
    };
    const failUnhandled = (event: PromiseRejectionEvent) => {
      if (!isAbort(event.reason)) fail(event.reason);
    };
    window.addEventListener('unhandledrejection', failUnhandled);
    workers()
      .open(setState)
      .then(async (first) => {
        setState((newer) => newer ?? first);
        const facts = await workers().encoder.load();
        setEncoder(facts);
        await keepForOffline(facts.files);
      })
      .catch(fail);
    return () => {
      window.removeEventListener('unhandledrejection', failUnhandled);
    };
  }, []);
  return { workers: workers(), state, encoder, failure };
}
