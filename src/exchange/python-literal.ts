/** Parses a Python literal, as NumPy writes its headers. */

/** Tuples and lists are both arrays; a dict's keys keep their order. */
export type Literal = string | number | boolean | null | readonly Literal[] | ReadonlyMap<Literal, Literal>;

/** A bracket, comma or colon; a quoted string; a name; an integer, which Python 2 ended with an L. */
const TOKEN = /\s*(?:([{}()[\],:])|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(True|False|None)\b|(\d+)L?)/y;
const NAMED = { True: true, False: false, None: null } as const;
/** Structured types nest; a text nested deeper was made to break a parser. */
const MAX_DEPTH = 32;

/**
 * @returns the value, or undefined where the text is no literal or something follows it. Of a string's escapes only
 *   quotes and backslashes are understood: NumPy's headers have no others outside of field names.
 */
export function parseLiteral(text: string): Literal | undefined {
  const parser = new Parser(text);
  const value = parser.value(0);
  return parser.isAtEnd() ? value : undefined;
}

class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  isAtEnd(): boolean {
    return this.#text.slice(this.#at).trim() === '';
  }

  value(depth: number): Literal | undefined {
    if (depth > MAX_DEPTH) return undefined;
    const [token, mark, single, double, name, digits] = this.#match() ?? [];
    if (token === undefined) return undefined;
    const quoted = single ?? double;
    if (quoted !== undefined) return quoted.replace(/\\(.)/g, '$1');
    if (name !== undefined) return NAMED[name as keyof typeof NAMED];
    if (digits !== undefined) return Number(digits);
    if (mark === '(') return this.#list(')', depth);
    if (mark === '[') return this.#list(']', depth);
    return mark === '{' ? this.#dict(depth) : undefined;
  }

  #list(end: string, depth: number): readonly Literal[] | undefined {
    const items: Literal[] = [];
    while (!this.#take(end)) {
      const item = this.value(depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
      if (!this.#take(',') && !this.#sees(end)) return undefined;
    }
    return items;
  }

  #dict(depth: number): ReadonlyMap<Literal, Literal> | undefined {
    const entries = new Map<Literal, Literal>();
    while (!this.#take('}')) {
      const key = this.value(depth + 1);
      if (key === undefined || !this.#take(':')) return undefined;
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      entries.set(key, value);
      if (!this.#take(',') && !this.#sees('}')) return undefined;
    }
    return entries;
  }

  #match(): RegExpExecArray | undefined {
    TOKEN.lastIndex = this.#at;
    const found = TOKEN.exec(this.#text);
    if (found) this.#at = TOKEN.lastIndex;
    return found ?? undefined;
  }

  /** Whether the next token is this mark; does not take it. */
  #sees(mark: string): boolean {
    TOKEN.lastIndex = this.#at;
    return TOKEN.exec(this.#text)?.[1] === mark;
  }

  #take(mark: string): boolean {
    return this.#sees(mark) && this.#match() !== undefined;
  }
}
