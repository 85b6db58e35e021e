/** Starts the app in the page's root element. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { breathe } from './ui/breathe';
import { isolate } from './offline/isolate';
import './ui/tokens.css';
import './page.css';
import './search/query.css';
import './search/focus.css';
import './jobs/job.css';
import './vectors/vectors.css';
import './encoders/encoders.css';
import './demo/demo.css';
import './encoders/compare.css';

const element = document.getElementById('root');
if (!element) throw new Error('index.html has no element with the id "root"');
const root = createRoot(element);

/** Starts in separate steps, so that none of them blocks the main thread for 50 ms. */
async function start(): Promise<void> {
  if (await isolate()) return;
  await breathe();
  // set the language first: modules read their messages while they are imported
  const { languageFor, speak } = await import('./messages/speak');
  document.documentElement.lang = await speak(languageFor(window.location.search, navigator.languages));
  const { App } = await import('./App');
  await breathe();
  const { LookalikeStore } = await import('./lookalike-store');
  const { VectorStore } = await import('./vectors/vector-store');
  const { DemoStore } = await import('./demo/demo-store');
  const { takeDemoFromAddress } = await import('./ui/use-shown');
  takeDemoFromAddress();
  const store = new LookalikeStore(window.location);
  const vectorStore = new VectorStore();
  const demoStore = new DemoStore(store.workers.encoder);
  await breathe();
  root.render(
    <StrictMode>
      <App store={store} vectorStore={vectorStore} demoStore={demoStore} />
    </StrictMode>,
  );
}

void start();
