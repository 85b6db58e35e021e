/** Chooses the language of the page, and puts its messages in the place of the English ones. */

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

/** Languages beside English, each in a chunk of its own. */
const LANGUAGES: Readonly<Record<string, () => Promise<Translate>>> = {
  de: async () => (await import('./german/german')).german,
  // longer than any language, and bracketed: shows what does not come from the messages, and what has no room
  'en-XA': async () => (await import('./pseudo')).pseudo,
};

/** Those that a browser may ask for without a person's asking. */
const SPOKEN: readonly string[] = ['en', 'de'];

let tag = 'en';
let translate: Translate = (_name, english) => english;

/** The language in force, a BCP 47 tag. */
export function language(): string {
  return tag;
}

/**
 * A language that is there, for those that are wanted.
 *
 * @param search of the address: `?lang=` goes before what the browser wants.
 * @param wanted best first, as `navigator.languages`; another region of a language is that language.
 * @returns English where none of them is there.
 */
export function languageFor(search: string, wanted: readonly string[]): string {
  const asked = new URLSearchParams(search).get('lang');
  if (asked !== null && Object.hasOwn(LANGUAGES, asked)) return asked;
  const [primary] = [asked ?? [], wanted]
    .flat()
    .map((one) => one.split('-')[0] ?? one)
    .filter((one) => SPOKEN.includes(one));
  return primary ?? 'en';
}

/**
 * Puts a language in force: before anything that says something is imported, since sections are translated once, as
 * their modules load. English stays in force where its file cannot be had.
 */
export async function speak(wanted: string): Promise<void> {
  const bring = LANGUAGES[wanted];
  if (!bring) return;
  // before its file is run: that brings the formats of numbers, which are made once
  tag = wanted;
  try {
    translate = await bring();
  } catch {
    // without a network, before it was kept: English came with the page
    tag = 'en';
  }
}

/** A section in the language in force. */
export function section<Section>(name: SectionName, english: Section): Section {
  return translate(name, english);
}
