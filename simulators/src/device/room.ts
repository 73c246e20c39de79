/** How many messages may be kept: by one device, or by many that share the memory of one machine. */
export type Room = {
  readonly full: boolean;
  take(): void;
  give(): void;
};

export const createRoom = (limit: number): Room => {
  let taken = 0;
  return {
    get full() {
      return taken >= limit;
    },
    take() {
      taken += 1;
    },
    give() {
      taken -= 1;
    },
  };
};
