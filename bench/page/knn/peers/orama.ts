/** Searches with Orama, exactly and in plain JavaScript. */
import { create, insert, search } from '@orama/orama';
import { unknownMetric, type OpenPeer } from './peer';

export const openOrama: OpenPeer = async (_, dims, metric) => {
  if (metric !== 'cosine') throw unknownMetric(metric);
  const db = create({ schema: { vector: `vector[${dims}]` } as const });
  return {
    setting: 'exact',
    add: (row, vector) => insert(db, { id: String(row), vector: [...vector] }),
    async search(query, k) {
      const { hits } = await search(db, {
        mode: 'vector',
        vector: { value: [...query], property: 'vector' },
        // by default Orama drops scores below 0.8
        similarity: -1,
        limit: k,
      });
      return hits.map(({ id }) => Number(id));
    },
  };
};
