import type { AlarmState, Colour } from '@varde/domain';

export const STATIONS = ['broker', 'stored', 'triaged', 'shown', 'receipt', 'answered', 'speech'] as const;
export type StationName = (typeof STATIONS)[number];

export type Station = {
  readonly station: StationName;
  readonly state: 'passed' | 'waiting' | 'missing' | 'not-asked';
  readonly at?: string;
  /** Since the device sent it. */
  readonly milliseconds?: number;
  /** Why it is missing; after a colon what came with it. */
  readonly reason?: string;
};

/** `GET /api/devices/{id}/test`: how far the test has come. */
export type DeviceTestView = {
  readonly deviceId: string;
  readonly open: boolean;
  readonly since?: string;
  readonly until?: string;
  readonly stations: readonly Station[];
  /** The device's test alarm; a red one must be confirmed. */
  readonly alarm?: {
    readonly id: string;
    readonly kind: string;
    readonly label: string;
    readonly colour: Colour;
    readonly state: AlarmState;
    readonly confirmBy?: string;
  };
  /** It came through as a real alarm: the device did not say that it was a test. */
  readonly real?: { readonly id: string; readonly label: string };
  /** The quiet test call at the operators. */
  readonly call?: { readonly id: string; readonly state: string; readonly operator?: string };
  readonly passed: boolean;
};
