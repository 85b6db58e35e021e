/** Gathers all that the page says in German. */
import type { SectionName } from '../language';
import type { Messages } from '../messages';
import { common } from './common';
import { compare } from './compare';
import { correct } from './correct';
import { demo } from './demo';
import { embedding } from './embedding';
import { encoders } from './encoders';
import { errors } from './errors';
import { header } from './header';
import { jobs } from './jobs';
import { notices } from './notices';
import { quality } from './quality';
import { search } from './search';
import { start } from './start';
import { table } from './table';
import { vectors } from './vectors';

/** Whole: a message that is missing is a type error. */
const MESSAGES: Messages = {
  common,
  compare,
  correct,
  demo,
  embedding,
  encoders,
  errors,
  header,
  jobs,
  notices,
  quality,
  search,
  start,
  table,
  vectors,
};

/** A section in German. */
export function german<Section>(name: SectionName, _english: Section): Section {
  // `Messages` holds each section by the type that English gives it
  return MESSAGES[name] as unknown as Section;
}
