/** What the phone keeps through a reload or an empty battery, under `varde.technician.`. */
export type Kept = {
  read(name: string): unknown;
  /** false: the phone would not keep it (full, or a private window). */
  write(name: string, value: unknown): boolean;
  forget(name: string): void;
};

const PREFIX = 'varde.technician.';

export const createKept = (storage: Storage): Kept => ({
  read: (name) => {
    try {
      return JSON.parse(storage.getItem(PREFIX + name) ?? 'null');
    } catch {
      return null;
    }
  },
  write: (name, value) => {
    try {
      storage.setItem(PREFIX + name, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  },
  forget: (name) => storage.removeItem(PREFIX + name),
});

/** Another page of the same browser wrote it. */
export const onKeptElsewhere = (page: Window, name: string, run: () => void): void =>
  page.addEventListener('storage', (event) => {
    if (event.key === PREFIX + name || event.key === null) run();
  });
