/** Holds the language in force, and gives each section of the messages in it. */

/** Sections of the messages, one a screen; `messages.ts` says what each of them holds. */
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

/** Gives a section of the messages in a language; `english` is the same section in English. */
export type Translate = <Section>(name: SectionName, english: Section) => Section;

/** English is the language that sections are written in. */
export const inEnglish: Translate = (_name, english) => english;

let tag = 'en';
let translate: Translate = inEnglish;

/** The language in force, a BCP 47 tag. */
export function language(): string {
  return tag;
}

/** Puts a language in force, for the sections that are loaded from now on. */
export function putInForce(language: string, by: Translate): void {
  tag = language;
  translate = by;
}

/** A section in the language in force. */
export function section<Section>(name: SectionName, english: Section): Section {
  return translate(name, english);
}
