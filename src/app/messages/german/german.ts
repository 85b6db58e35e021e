/** Gathers the German texts of all sections. */
import type { Translate } from '../language';
import type { Messages } from '../messages';
import { common } from './common';
import { compare } from './compare';
import { correct } from './correct';
import { demo } from './demo';
import { embedding } from './embedding';
import { encoders } from './encoders';
import { errors } from './errors';
import { fileReasons } from './file-reasons';
import { header } from './header';
import { jobs } from './jobs';
import { modelReasons } from './model-reasons';
import { notices } from './notices';
import { quality } from './quality';
import { search } from './search';
import { start } from './start';
import { table } from './table';
import { vectors } from './vectors';

/** The type is complete, so that a missing message is a type error. */
const MESSAGES: Messages = {
  common,
  compare,
  correct,
  demo,
  embedding,
  encoders,
  errors,
  fileReasons,
  header,
  jobs,
  modelReasons,
  notices,
  quality,
  search,
  start,
  table,
  vectors,
};

/** Returns a section in German; `Messages` ensures that it has the type of the English one. */
export const german: Translate = (name) => MESSAGES[name] as never;
