import { addressOf, type Route, readRoute } from './route.ts';

export type Router = {
  get(): Route;
  subscribe(listener: () => void): () => void;
  /** `replace`: the page one leaves is not one to come back to. */
  go(route: Route, how?: { readonly replace: boolean }): void;
};

/** The browser's own history, and nothing besides: back and forward work, and so does a reload. */
export const createRouter = (page: Window): Router => {
  const read = () => readRoute(page.location.pathname, page.location.search);
  let route = read();
  const listeners = new Set<() => void>();
  const tell = () => {
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
    go: (to, { replace } = { replace: false }) => {
      const address = addressOf(to);
      if (replace) page.history.replaceState(null, '', address);
      else page.history.pushState(null, '', address);
      tell();
    },
  };
};
