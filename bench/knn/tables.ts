/** Makes the printed tables of the kNN suite. */
import type { Metric, RowFormat } from '../../src/knn/metric';
import type { Table } from '../table';
import { MOST_PEER_ROWS } from './browser-peers';
import { allPairsGflops, type OwnFigures, type PeerResult } from './figures';
import type { OpenedFigures } from './knn-calls';

/** Facts that all rows of the tables share. */
export interface TableFacts {
  readonly n: number;
  readonly dims: number;
  readonly k: number;
  readonly metric: Metric;
  readonly format: RowFormat;
  /** Where the vectors come from. */
  readonly source: string;
}

/** Our figures over all threads, as a row among the peers. */
export interface OwnRow {
  readonly figures: OwnFigures;
  /** Null if not measured. */
  readonly allPairsSeconds: number | null;
}

/** One line per number of threads. */
export function threadsTable(
  { n, dims, k, metric, format, source }: TableFacts,
  byThreads: readonly OwnFigures[],
  allPairsSeconds: number | null,
): Table {
  const last = byThreads.length - 1;
  return {
    title:
      `knn: ms per search by threads; n = ${n}, ${dims} dims, k = ${k}, ${metric}, ${format}; vectors ${source}; ` +
      'batch = per query, all queries at once; GB/s of float32 rows at p50; ' +
      'GFLOP/s as if every pair were computed both ways',
    columns: ['threads', 'fill ms', 'MB', 'p50', 'p95', 'GB/s', 'batch', 'all pairs s', 'GFLOP/s'],
    rows: byThreads.map((row, i) => {
      const pairs = i === last ? allPairsSeconds : null;
      return [
        String(row.threads),
        ...ownCells(row),
        row.batchMsPerQuery?.toFixed(3) ?? '',
        pairs?.toFixed(1) ?? '',
        pairs === null ? '' : allPairsGflops(n, dims, pairs).toFixed(0),
      ];
    }),
  };
}

/** Makes the table of opening a stored catalogue. */
export function openingTable({ n, dims }: TableFacts, threads: number, opened: OpenedFigures): Table {
  const { listedMs, openMs, filledMs } = opened;
  return {
    title: `knn: ms to open a stored catalogue of ${n} products, ${dims} dims, threads ${threads}, from the start of the workers`,
    columns: ['products listed', 'first answer', 'all rows in'],
    rows: [[listedMs, openMs, filledMs].map((ms) => ms.toFixed(0))],
  };
}

/** Ours first; a peer that was skipped has its reason below its name. */
export function peersTable(
  { dims, k, metric }: TableFacts,
  own: OwnRow,
  peers: readonly (readonly [string, PeerResult])[],
): Table {
  const ran = peers.flatMap(([name, result]) => ('skipped' in result ? [] : [[name, result] as const]));
  const skipped = peers.flatMap(([name, result]) =>
    'skipped' in result ? [`${name} skipped: ${result.skipped}`] : [],
  );
  const { figures } = own;
  return {
    title: [
      `knn: ms per search beside others, one after the other on the same vectors; ${dims} dims, k = ${k}, ${metric}; ` +
        `browser peers get at most ${MOST_PEER_ROWS} rows; MB of a native peer is the most of its process; ` +
        'batch = per query, all queries at once; ~ extrapolated from it; found = share of our rows that the peer finds too',
      ...skipped,
    ].join('\n'),
    columns: [
      'by',
      'n',
      'threads',
      'fill ms',
      'MB',
      'p50',
      'p95',
      'batch',
      'all pairs s',
      'found',
      'equal apart from ties',
    ],
    rows: [
      [
        'lookalike',
        String(figures.n),
        String(figures.threads),
        ...ownCells(figures).slice(0, -1),
        figures.batchMsPerQuery?.toFixed(3) ?? '',
        own.allPairsSeconds?.toFixed(1) ?? '',
        '',
        '',
      ],
      ...ran.map(([name, peer]) => [
        `${name} ${peer.version}`,
        String(peer.n),
        String(peer.threads),
        peer.fillMs.toFixed(0),
        peer.memoryBytes === undefined ? '' : megabytes(peer.memoryBytes),
        peer.singleMs.p50.toFixed(3),
        peer.singleMs.p95.toFixed(3),
        peer.batchMsPerQuery?.toFixed(3) ?? '',
        peer.allPairsSeconds === undefined
          ? ''
          : `${peer.allPairsBy === 'extrapolated' ? '~' : ''}${peer.allPairsSeconds.toFixed(1)}`,
        share(peer.recall ?? peer.agreement?.overlap),
        share(peer.agreement?.equalLists),
      ]),
    ],
  };
}

/** One line per number of vectors. */
export function growthTable({ dims, k, metric, source }: TableFacts, steps: readonly OwnFigures[]): Table {
  const threads = steps[0]?.threads ?? 0;
  return {
    title:
      `knn: ms per search as the index grows; ${dims} dims, k = ${k}, ${metric}, threads ${threads}; ` +
      `vectors ${source}; GB/s of float32 rows at p50`,
    columns: ['n', 'fill ms', 'MB', 'p50', 'p95', 'GB/s'],
    rows: steps.map((step) => [String(step.n), ...ownCells(step)]),
  };
}

function ownCells({ fillMs, memoryBytes, singleMs, gigabytesPerSecond }: OwnFigures): string[] {
  return [
    fillMs.toFixed(0),
    megabytes(memoryBytes),
    singleMs.p50.toFixed(3),
    singleMs.p95.toFixed(3),
    gigabytesPerSecond.toFixed(1),
  ];
}

/** Rounds down, so that 1.0000 stands for all only. */
function share(value: number | undefined): string {
  return value === undefined ? '' : (Math.floor(value * 1e4) / 1e4).toFixed(4);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
