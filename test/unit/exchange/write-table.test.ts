/** Products with lookalikes in; proof that every table reads back as what was written, in small chunks, out. */
import { describe, expect, test } from 'vitest';
import type { TableFormatName } from '../../../src/contract/table';
import { csvRecords } from '../../../src/exchange/csv-records';
import type { LookalikeRow } from '../../../src/exchange/lookalike-row';
import { TABLE_FORMATS, writeTable } from '../../../src/exchange/write-table';
import { seeded } from '../knn/random-vectors';
import { refusal } from './fixtures';

type Rows = Parameters<typeof writeTable>[1];

async function written(format: TableFormatName, rows: Rows): Promise<string> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of writeTable(format, rows)) chunks.push(chunk);
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
    await new Blob(chunks).arrayBuffer(),
  );
}

/** Characters that tables trip over, and some that they should not. */
const ALPHABET = Array.from('ab ,;"\'\t\r\n\\/=\u{1f34e}é日\0\ufeff\u2028');

/** Ids of up to eight characters, scores that are float32. */
function randomRows(seed: number, count: number, alphabet: readonly string[]): LookalikeRow[] {
  const next = seeded(seed);
  const below = (end: number): number => Math.floor(((next() + 1) / 2) * end);
  const id = (): string =>
    Array.from({ length: 1 + below(8) }, () => alphabet[below(alphabet.length)]).join('');
  return Array.from({ length: count }, () => ({
    id: id(),
    lookalikes: Array.from({ length: below(6) }, () => ({ id: id(), score: Math.fround(next() ** 9) })),
  }));
}

const ROWS: readonly LookalikeRow[] = [
  {
    id: 'shop/a.jpg',
    lookalikes: [
      { id: 'b, "c"', score: Math.fround(0.9) },
      { id: 'd', score: 1 },
    ],
  },
  { id: 'lonely', lookalikes: [] },
];

describe('a TSV table', () => {
  test('has one line per product: its id, then those of its lookalikes', async () => {
    expect(await written('tsv', ROWS)).toBe('shop/a.jpg\tb, "c"\td\nlonely\n');
  });

  test('reads back by splitting at line feeds and tabs, whatever else is in the ids', async () => {
    const rows = randomRows(
      1,
      2000,
      ALPHABET.filter((character) => !'\t\r\n'.includes(character)),
    );
    const lines = (await written('tsv', rows)).split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => line.split('\t'))).toEqual(
      rows.map(({ id, lookalikes }) => [id, ...lookalikes.map((match) => match.id)]),
    );
  });

  test.each(['a\tb', 'a\rb', 'a\n'])('refuses the id %j, of a product and of a lookalike', async (id) => {
    for (const row of [
      { id, lookalikes: [] },
      { id: 'a', lookalikes: [{ id, score: 1 }] },
    ]) {
      const [refused, words] = await refusal(written('tsv', [row]));
      expect([refused, words]).toEqual(['IdUnwritable', expect.stringContaining(JSON.stringify(id))]);
    }
  });
});

describe('a CSV table', () => {
  test('has one line per lookalike, ranked from 1, under a header', async () => {
    expect(await written('csv', ROWS)).toBe(
      'id,rank,lookalike,score\r\nshop/a.jpg,1,"b, ""c""",0.9\r\nshop/a.jpg,2,d,1\r\n',
    );
  });

  test.each(['a,b', 'a\rb', 'a\nb', 'a"b'])('quotes the id %j', async (id) => {
    const table = await written('csv', [{ id, lookalikes: [{ id: 'c', score: 1 }] }]);
    expect(table).toContain(`\r\n"${id.replace('"', '""')}",1,c,1\r\n`);
  });

  test('reads back, whatever is in the ids', async () => {
    const rows = randomRows(2, 2000, ALPHABET);
    const [header, ...records] = csvRecords(await written('csv', rows));
    expect(header?.cells).toEqual(['id', 'rank', 'lookalike', 'score']);
    expect(
      records.map(({ cells: [id, rank, other, score] }) => [
        id,
        Number(rank),
        other,
        Math.fround(Number(score)),
      ]),
    ).toEqual(
      rows.flatMap(({ id, lookalikes }) => lookalikes.map((match, i) => [id, i + 1, match.id, match.score])),
    );
  });
});

describe('a JSON Lines table', () => {
  test('has one object per product', async () => {
    expect(await written('jsonl', ROWS)).toBe(
      '{"id":"shop/a.jpg","lookalikes":[{"id":"b, \\"c\\"","score":0.9},{"id":"d","score":1}]}\n{"id":"lonely","lookalikes":[]}\n',
    );
  });

  test('reads back, whatever is in the ids, half a surrogate pair too', async () => {
    const rows = randomRows(3, 2000, [...ALPHABET, '\ud800', '\udfff']);
    const lines = (await written('jsonl', rows)).split('\n');
    expect(lines.pop()).toBe('');
    const read = lines.map((line) => JSON.parse(line) as LookalikeRow);
    expect(
      read.map(({ id, lookalikes }) => ({
        id,
        lookalikes: lookalikes.map((match) => ({ id: match.id, score: Math.fround(match.score) })),
      })),
    ).toEqual(rows);
  });
});

describe('every table', () => {
  const formats = Object.keys(TABLE_FORMATS) as TableFormatName[];

  test.each(['csv', 'jsonl'] as const)(
    '%s has scores that read back as the same float32, in few digits',
    async (format) => {
      const next = seeded(4);
      const bits = Uint32Array.from({ length: 5000 }, () => ((next() + 1) / 2) * 2 ** 32);
      const edges = [
        0,
        1,
        -1,
        0.1,
        1 / 3,
        1e-7,
        2 ** -149,
        2 ** -126,
        3.4028234663852886e38,
        0.99999994,
        16777216,
        8388609.5,
      ];
      const scores = [...edges.map(Math.fround), ...new Float32Array(bits.buffer)].filter(Number.isFinite);
      const rows = [{ id: 'a', lookalikes: scores.map((score) => ({ id: 'b', score })) }];
      const table = await written(format, rows);
      const digits =
        format === 'csv'
          ? [...csvRecords(table)].slice(1).map(({ cells }) => cells[3] ?? '')
          : [...table.matchAll(/"score":([^}]*)}/g)].map(([, text = '']) => text);
      expect(digits.map((text) => Math.fround(Number(text)))).toEqual(scores);
      expect(
        Math.max(
          ...digits.map((text) => text.replace(/e.*|[-.]|^-?0\.0*/g, '').replace(/^0+|0+$/g, '').length),
        ),
      ).toBeLessThanOrEqual(9);
      expect(digits.slice(3, 6)).toEqual(['0.1', '0.33333334', '1e-7']);
    },
  );

  test.each(['csv', 'jsonl'] as const)('%s refuses a score that is no number', async (format) => {
    await expect(
      written(format, [{ id: 'a', lookalikes: [{ id: 'b', score: Number.NaN }] }]),
    ).rejects.toThrow('a score of NaN, expected a finite number');
  });

  test.each(['tsv', 'csv'] as const)(
    '%s refuses half a surrogate pair, which UTF-8 would turn into another id',
    async (format) => {
      const [refused] = await refusal(
        written(format, [{ id: 'a', lookalikes: [{ id: '\ud800', score: 1 }] }]),
      );
      expect(refused).toBe('IdUnwritable');
    },
  );

  test.each(formats)('%s of nothing is its header alone', async (format) => {
    expect(await written(format, [])).toBe(format === 'csv' ? 'id,rank,lookalike,score\r\n' : '');
  });

  test.each(formats)('%s comes in chunks of about 64 KB, none waiting for the end', async (format) => {
    let taken = 0;
    async function* many(): AsyncGenerator<LookalikeRow> {
      for (; taken < 20_000; taken += 1) {
        yield { id: `product ${taken}`, lookalikes: [{ id: `product ${taken + 1}`, score: 0.5 }] };
      }
    }
    const sizes: number[] = [];
    for await (const chunk of writeTable(format, many())) {
      if (sizes.length === 0) expect(taken).toBeLessThan(4000);
      sizes.push(chunk.length);
    }
    expect(sizes.length).toBeGreaterThan(8);
    for (const size of sizes.slice(0, -1)) {
      expect(size).toBeGreaterThanOrEqual(65_536);
      expect(size).toBeLessThan(65_736);
    }
  });

  test.each(formats)('%s lets go of its source when the loop is left', async (format) => {
    let isOpen = true;
    function* endless(): Generator<LookalikeRow> {
      try {
        for (;;) yield { id: 'a', lookalikes: [{ id: 'b', score: 1 }] };
      } finally {
        isOpen = false;
      }
    }
    for await (const _chunk of writeTable(format, endless())) break;
    expect(isOpen).toBe(false);
  });
});
