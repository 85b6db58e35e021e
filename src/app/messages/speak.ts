/** Chooses the language of the page, and brings its messages in the place of the English ones. */
import { inEnglish, language, putInForce, type Translate } from './language';

/** Languages beside English, each in a chunk of its own. */
const LANGUAGES: Readonly<Record<string, () => Promise<Translate>>> = {
  de: async () => (await import('./german/german')).german,
  // longer than any language, and bracketed: shows what does not come from the messages, and what has no room
  'en-XA': async () => (await import('./pseudo')).pseudo,
};

/** Those that a browser may ask for without a person's asking. */
const SPOKEN: readonly string[] = ['en', 'de'];

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
 *
 * @returns the language in force, a BCP 47 tag.
 */
export async function speak(wanted: string): Promise<string> {
  const bring = LANGUAGES[wanted];
  if (!bring) return language();
  // before its file is run: that brings the formats of numbers, which are made once
  putInForce(wanted, inEnglish);
  try {
    putInForce(wanted, await bring());
  } catch {
    // without a network, before it was kept: English came with the page
    putInForce('en', inEnglish);
  }
  return language();
}
