/** The pages this one was made of, for the worker that opens them without contact. */
const loadedAssets = (): string[] =>
  performance
    .getEntriesByType('resource')
    .map((entry) => new URL(entry.name).pathname)
    .filter((path) => path.startsWith('/assets/'));

/** Lets the browser keep the pages; where it cannot (no https), they need contact to be opened. */
export const keepPages = async (page: Navigator, home: string): Promise<void> => {
  if (!('serviceWorker' in page)) return;
  await page.serviceWorker.register('/technician-worker.js', { scope: home });
  const { active } = await page.serviceWorker.ready;
  active?.postMessage({ keep: [...new Set(loadedAssets())] });
};
