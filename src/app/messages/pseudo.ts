/** Turns English messages into an artificial language, bracketed and about 40 % longer, to test layouts. */

/** Doubles the vowels, about four of ten letters: inside their words they wrap as long words do. */
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

/** Keeps the type: messages are texts, functions that return texts, and objects of these. */
export function pseudo<Section>(_name: string, english: Section): Section {
  return all(english) as Section;
}
