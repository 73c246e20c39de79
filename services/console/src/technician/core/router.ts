import { addressOf, type Route, readRoute, screenOf } from './route.ts';

export type Router = {
  get(): Route;
  subscribe(listener: () => void): () => void;
  /** false until one has gone from the page that was opened first. */
  hasMoved(): boolean;
  /** `replace`: the page one leaves is not one to come back to. */
  go(route: Route, how?: { readonly replace: boolean }): void;
};

/** The browser's own history, and nothing besides: back and forward work, and so does a reload. */
export const createRouter = (page: Window): Router => {
  const read = () => readRoute(page.location.pathname, page.location.search);
  let route = read();
  let hasMoved = false;
  const listeners = new Set<() => void>();
  const tell = () => {
    hasMoved = true;
    route = read();
    for (const listener of listeners) listener();
  };
  page.addEventListener('popstate', tell);
  return {
    get: () => route,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    hasMoved: () => hasMoved,
    go: (to, { replace } = { replace: false }) => {
      const address = addressOf(to);
      if (replace) page.history.replaceState(null, '', address);
      else page.history.pushState(null, '', address);
      if (screenOf(to) !== screenOf(route)) page.scrollTo(0, 0);
      tell();
    },
  };
};
