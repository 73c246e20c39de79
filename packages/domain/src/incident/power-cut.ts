import { type Instant, minutes, seconds } from '../instant.ts';

/** One device's word that its mains is gone: an open alarm of its own, in no incident yet. */
export type MainsReport = {
  readonly alarmId: string;
  readonly deviceId: string;
  readonly receivedAt: Instant;
  readonly areaId: string;
  readonly street: string;
  readonly houseNumber: string;
};

/** Where the power is gone: a whole area, a street of it, or one address. */
export type Place = {
  readonly areaId: string;
  readonly street: string | null;
  readonly houseNumber: string | null;
};

/** A power cut that is known and not closed. */
export type KnownPowerCut = {
  readonly id: string;
  readonly place: Place;
  readonly beganAt: Instant;
  /** When the last member's power came back; null: it is gone still. */
  readonly endedAt: Instant | null;
};

/** From the issue: so many reports within two minutes are one event, not many. */
export const POWER_CUT_WINDOW = minutes(2);

/**
 * Of an area: 20 devices, or a tenth of its mains-powered ones where that is fewer, but five at least. Of a street or
 * an address: five, and half of those there (a nursing home, a block of flats, a transformer). Assumed: single devices
 * lose their mains a few times a day in a whole municipality (a plug pulled out, a fuse), never five neighbours at once.
 */
export const AREA_DEVICES = 20;
export const AREA_SHARE = 0.1;
export const NEIGHBOURS = 5;
export const NEIGHBOUR_SHARE = 0.5;

/** A street waits for so long: it may be the first we hear of the whole area. */
export const STREET_SETTLES = seconds(30);

/** Power that flickers: a report so soon after the end belongs to the same cut. */
export const FLICKER = minutes(15);

/** As a key; also what makes two processes begin the same incident once. */
export const placeKey = ({ areaId, street, houseNumber }: Place): string =>
  JSON.stringify([areaId, street, houseNumber]);

export const isWithin = (report: MainsReport, place: Place): boolean =>
  report.areaId === place.areaId &&
  (place.street === null || report.street === place.street) &&
  (place.houseNumber === null || report.houseNumber === place.houseNumber);

/** Whether a report belongs to a cut that is known, however late it comes. */
export const joinsCut = (report: MainsReport, cut: KnownPowerCut): boolean =>
  isWithin(report, cut.place) &&
  report.receivedAt >= cut.beganAt - POWER_CUT_WINDOW &&
  (cut.endedAt === null || report.receivedAt <= cut.endedAt + FLICKER);
