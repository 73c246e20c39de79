import process from 'node:process';

type Question = { readonly number: number; readonly question: unknown };

/** What the parent started this process with. */
export const readOptions = <Options>(): Options => JSON.parse(process.argv[2] ?? '{}') as Options;

/** Something the parent did not ask for. */
export const tellParent = (tell: unknown): void => {
  if (process.connected) process.send?.({ tell });
};

/** Answers the parent's questions, says that it is ready, and ends when the parent is gone: nothing is left behind. */
export const serveParent = <Ask>(answer: (question: Ask) => Promise<unknown> | unknown): void => {
  process.on('disconnect', () => process.exit(0));
  process.on('message', (message) => {
    const { number, question } = message as Question;
    void (async () => process.send?.({ number, answer: (await answer(question as Ask)) ?? null }))();
  });
  process.send?.({ ready: true });
};
