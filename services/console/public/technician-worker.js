// The technicians' pages open in a hallway without coverage too. Kept are the pages themselves, never what they show:
// every answer of the api goes past here.
const KEPT = 'varde-technician-pages';
const HOME = '/teknikk';
const PATIENCE_MS = 4_000;

const keepOnly = async (addresses) => {
  const kept = await caches.open(KEPT);
  const wanted = new Set([HOME, ...addresses]);
  for (const request of await kept.keys()) {
    if (!wanted.has(new URL(request.url).pathname)) await kept.delete(request);
  }
  for (const address of wanted) {
    if ((await kept.match(address)) === undefined) await kept.add(address);
  }
};

/** The newest page where there is contact; the last one where there is none. */
const openPage = async (request) => {
  const kept = await caches.open(KEPT);
  try {
    const page = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (page.ok && !page.redirected) await kept.put(HOME, page.clone());
    return page;
  } catch (error) {
    const last = await kept.match(HOME);
    if (last === undefined) throw error;
    return last;
  }
};

/** Their names carry their content: what is kept is right. */
const openAsset = async (request) => (await caches.match(request)) ?? fetch(request);

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('message', (event) => event.waitUntil(keepOnly(event.data.keep)));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(openPage(request));
  else if (pathname.startsWith('/assets/')) event.respondWith(openAsset(request));
});
