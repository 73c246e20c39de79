import pg from 'pg';

export type Rings = {
  /** How often the streams have been rung since it was asked last. */
  count(): Promise<number>;
  close(): Promise<void>;
};

/** Hears the rings themselves: whoever reads the changes finds them without, a second later. */
export const hearRings = async (url: string): Promise<Rings> => {
  const listener = new pg.Client({ connectionString: url });
  await listener.connect();
  let heard = 0;
  listener.on('notification', () => {
    heard += 1;
  });
  await listener.query('listen varde_changes');
  return {
    count: async () => {
      // What was rung before it has come when this has.
      await listener.query('select');
      const since = heard;
      heard = 0;
      return since;
    },
    close: () => listener.end(),
  };
};
