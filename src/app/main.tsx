/** The page's root element in; the running app in it out. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { LookalikeStore } from './lookalike-store';
import './tokens.css';
import './page.css';
import './query.css';
import './job.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');
const store = new LookalikeStore(window.location);
createRoot(root).render(
  <StrictMode>
    <App store={store} />
  </StrictMode>,
);
