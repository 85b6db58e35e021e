/** Types the messages of all sections, as English has them. */
import type { common } from './common';
import type { compare } from './compare';
import type { correct } from './correct';
import type { demo } from './demo';
import type { embedding } from './embedding';
import type { encoders } from './encoders';
import type { errors } from './errors';
import type { fileReasons } from './file-reasons';
import type { header } from './header';
import type { jobs } from './jobs';
import type { SectionName } from './language';
import type { modelReasons } from './model-reasons';
import type { notices } from './notices';
import type { quality } from './quality';
import type { search } from './search';
import type { start } from './start';
import type { table } from './table';
import type { vectors } from './vectors';

/** Makes a section that is missing here a type error. */
type Whole<Sections extends Readonly<Record<SectionName, object>>> = Sections;

/** Every language must have all sections. An English section is in the chunk of the screen that uses it. */
export type Messages = Whole<{
  readonly common: typeof common;
  readonly compare: typeof compare;
  readonly correct: typeof correct;
  readonly demo: typeof demo;
  readonly embedding: typeof embedding;
  readonly encoders: typeof encoders;
  readonly errors: typeof errors;
  readonly fileReasons: typeof fileReasons;
  readonly header: typeof header;
  readonly jobs: typeof jobs;
  readonly modelReasons: typeof modelReasons;
  readonly notices: typeof notices;
  readonly quality: typeof quality;
  readonly search: typeof search;
  readonly start: typeof start;
  readonly table: typeof table;
  readonly vectors: typeof vectors;
}>;
