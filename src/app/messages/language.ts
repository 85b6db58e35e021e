/** Holds the current language, and translates each section of the messages into it. */

/** Sections of the messages, mostly one a screen; `messages.ts` has their types. */
export type SectionName =
  | 'common'
  | 'compare'
  | 'correct'
  | 'demo'
  | 'embedding'
  | 'encoders'
  | 'errors'
  | 'fileReasons'
  | 'header'
  | 'jobs'
  | 'modelReasons'
  | 'notices'
  | 'quality'
  | 'search'
  | 'start'
  | 'table'
  | 'vectors';

/** Translates a section of the messages; `english` is the same section in English. */
export type Translate = <Section>(name: SectionName, english: Section) => Section;

/** Returns the section unchanged: sections are written in English. */
export const inEnglish: Translate = (_name, english) => english;

let tag = 'en';
let translate: Translate = inEnglish;

/** Returns the current language as a BCP 47 tag. */
export function language(): string {
  return tag;
}

/** Sets the language, for the sections that are loaded from now on. */
export function putInForce(language: string, by: Translate): void {
  tag = language;
  translate = by;
}

/** Returns a section in the current language. */
export function section<Section>(name: SectionName, english: Section): Section {
  return translate(name, english);
}
