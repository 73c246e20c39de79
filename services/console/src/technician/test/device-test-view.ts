import type { DeviceTestView } from '@varde/contracts';

export type Station = DeviceTestView['stations'][number];
export type StationName = Station['station'];
