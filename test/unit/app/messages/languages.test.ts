/** Proves that every language says all that English says. */
import { describe, expect, test } from 'vitest';
import { common } from '../../../../src/app/messages/common';
import { compare } from '../../../../src/app/messages/compare';
import { correct } from '../../../../src/app/messages/correct';
import { demo } from '../../../../src/app/messages/demo';
import { embedding } from '../../../../src/app/messages/embedding';
import { encoders } from '../../../../src/app/messages/encoders';
import { errors } from '../../../../src/app/messages/errors';
import { german } from '../../../../src/app/messages/german/german';
import { header } from '../../../../src/app/messages/header';
import { jobs } from '../../../../src/app/messages/jobs';
import type { SectionName, Translate } from '../../../../src/app/messages/language';
import type { Messages } from '../../../../src/app/messages/messages';
import { notices } from '../../../../src/app/messages/notices';
import { quality } from '../../../../src/app/messages/quality';
import { search } from '../../../../src/app/messages/search';
import { start } from '../../../../src/app/messages/start';
import { table } from '../../../../src/app/messages/table';
import { vectors } from '../../../../src/app/messages/vectors';

/** All but reasons, whose values are of many kinds: `reasons.test.ts` looks at those. */
const ENGLISH: Omit<Messages, 'fileReasons' | 'modelReasons'> = {
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

/** Each differs from English by more than names. */
const LANGUAGES: readonly (readonly [string, Translate])[] = [['German', german]];

/** Every text by its place, as `what.next`; what a function says of some number is its text. */
function texts(value: unknown, place = ''): ReadonlyMap<string, string> {
  if (typeof value === 'string') return new Map([[place, value]]);
  if (typeof value === 'function') {
    const made: unknown = Reflect.apply(value, undefined, Array<number>(value.length).fill(3));
    return texts(made, `${place}()`);
  }
  const parts = Object.entries(value as Readonly<Record<string, unknown>>);
  return new Map(parts.flatMap(([key, part]) => [...texts(part, `${place}.${key}`)]));
}

describe.each(LANGUAGES)('%s', (_language, translate) => {
  test.each(Object.entries(ENGLISH))('says all of %s', (name, english) => {
    const said = texts(translate(name as SectionName, english));
    const expected = texts(english);
    expect([...said.keys()].toSorted()).toEqual([...expected.keys()].toSorted());
    for (const [place, text] of said) expect(text.trim(), place).not.toBe('');
    const same = [...expected].filter(([place, text]) => said.get(place) === text);
    expect(same.length, same.join('; ')).toBeLessThan(expected.size / 2);
  });
});
