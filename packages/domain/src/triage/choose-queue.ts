import type { Alarm, AlarmQueue } from '../alarm/alarm.ts';
import type { Colour } from '../colour.ts';

type Circumstances = { readonly test: boolean; readonly inService: boolean };

/**
 * Who answers: blue is the technicians'. So is a test, and what a device in stock sends, but for red: a fire in the
 * store is a fire.
 */
export const chooseQueue = (colour: Colour, { test, inService }: Circumstances): AlarmQueue => {
  if (test || colour === 'blue') return 'technician';
  return inService || colour === 'red' ? 'operator' : 'technician';
};

/** Out of the technicians' queue when it has become the operators' matter; never back. */
export const queueAfterRise = (alarm: Pick<Alarm, 'queue' | 'test'>, colour: Colour, inService: boolean): AlarmQueue =>
  alarm.queue === 'technician' ? chooseQueue(colour, { test: alarm.test, inService }) : alarm.queue;
