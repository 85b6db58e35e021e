/** English messages in; the same, bracketed and some 40 % longer, as a language that nobody speaks, out. */

/** Four of ten letters are vowels; doubled within their words they wrap as long words do. */
function lengthened(text: string): string {
  return text === '' ? '' : `⟦${text.replace(/[aeiou]/gi, '$&$&')}⟧`;
}

function all(value: unknown): unknown {
  if (typeof value === 'string') return lengthened(value);
  if (typeof value === 'function')
    return (...values: unknown[]) => all(Reflect.apply(value, undefined, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, all(part)]));
}

/** Messages are texts, functions that give texts, and objects of these, and so is what comes out. */
export function pseudo<Section>(_name: string, english: Section): Section {
  return all(english) as Section;
}
