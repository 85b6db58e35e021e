/** Chooses the language of the page and loads its messages. */
import { inEnglish, language, putInForce, type Translate } from './language';

/** Languages other than English, each in a chunk of its own. */
const LANGUAGES: Readonly<Record<string, () => Promise<Translate>>> = {
  de: async () => (await import('./german/german')).german,
  // bracketed and longer than any language: shows texts that do not come from the messages, and texts without room
  'en-XA': async () => (await import('./pseudo')).pseudo,
};

/** Languages chosen by the browser's settings alone; others only by `?lang=`. */
const SPOKEN: readonly string[] = ['en', 'de'];

/**
 * Chooses an available language.
 *
 * @param search of the page's URL; its `?lang=` has priority over `wanted`.
 * @param wanted best first, as `navigator.languages`. The region of a language is ignored.
 * @returns a BCP 47 tag; English where none of the wanted languages is available.
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
 * Sets the language. Must run before any module with messages is imported: sections are translated once, while their
 * modules load. English stays the language where the file of the wanted one cannot be loaded.
 *
 * @returns the current language as a BCP 47 tag.
 */
export async function speak(wanted: string): Promise<string> {
  const bring = LANGUAGES[wanted];
  if (!bring) return language();
  // set the tag before the import: that loads `numbers.ts`, which makes its formats once
  putInForce(wanted, inEnglish);
  try {
    putInForce(wanted, await bring());
  } catch {
    // offline before the file was cached: English is part of the page, nothing to report
    putInForce('en', inEnglish);
  }
  return language();
}
