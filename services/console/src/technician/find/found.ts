/** One hit of `GET /api/search`. */
export type Found = {
  readonly type: 'device' | 'resident' | 'home' | 'decision';
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly deviceId?: string;
  readonly residentId?: string;
};
