/** The page's root element in; the running app in it out. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { breathe } from './breathe';
import './tokens.css';
import './page.css';
import './query.css';
import './focus.css';
import './job.css';

const element = document.getElementById('root');
if (!element) throw new Error('index.html has no element with the id "root"');
const root = createRoot(element);

/** In steps of their own, so that no step of the start holds the page up for 50 ms. */
async function start(): Promise<void> {
  await breathe();
  const { App } = await import('./App');
  await breathe();
  const { LookalikeStore } = await import('./lookalike-store');
  const store = new LookalikeStore(window.location);
  await breathe();
  root.render(
    <StrictMode>
      <App store={store} />
    </StrictMode>,
  );
}

void start();
