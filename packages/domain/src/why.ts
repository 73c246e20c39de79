/**
 * Why an alarm has its colour: a code and the values its sentence needs. The sentences, in three languages,
 * stand in `why-text.ts`; what is stored is code and values, so a wording can be mended afterwards.
 */
export type Why = {
  readonly code: WhyCode;
  readonly values?: Readonly<Record<string, string | number>>;
};

export const WHY_CODES = [
  'kind', // the kind's own colour in the catalogue; values: kind, colour
  'plan', // the resident's response plan decides so; values: kind, colour, hours?
  'no-response-plan', // a plan-driven kind, and no plan to ask
  'time-critical-medicine',
  'life-critical-device',
  'compensating-measures', // a life-critical device is broken, and nobody mends it before morning
  'mobile-alarm', // the battery of something a person carries
  'open-call-for-help', // an SOS or a left zone is open on the same device
  'responder-at-door', // a lock fails while a responder is on the way to that door, or at it
  'opening-unexplained', // a key box was opened, and no visit, alarm or responder explains it
  'wrong-lane', // came on the wrong topic, and is a call for help all the same
  'outside-profile', // the device's profile does not list this kind
  'data-unreadable', // the kind is known, its data was of the wrong shape and was dropped
  'alarm-unreadable',
  'late', // happened long before it was received
  'clock-ahead', // the device's clock is ahead; judged by when it was received
  'maybe-test', // says it is a test, and no one holds the device in test mode
  'test', // a person holds the device in test mode
  'id-reused', // the same id with another kind or time
  'not-in-service', // the device is in stock, not at a resident's
  'shared-home', // several plans apply; the strictest decided
  'overtaken-by-restore', // a restore is newer than all its raises, whichever came first: it is over, and unanswered
  'colour-by-operator', // values: from, to, reason
  'no-contact', // nobody answered: orange is lifted to red
  'test-call', // values: kind, what the device said; a technician asked for an answer
  'presence-while-away', // values: kind, what showed it
  'reported-by-phone',
  // Of a lane of ours that has fallen silent: the first step its canaries do not reach.
  'canary-not-sent',
  'canary-not-stored',
  'canary-not-decided',
  'canary-not-rung',
  'chattering', // the device says the same again and again: it does not ring anew
  // Of an incident.
  'power-cut', // values: count, of devices
  'power-back', // at all of them
  'call-round', // values: count, of residents
  'not-listening', // values: from, a wall-clock time
  'did-not-listen', // values: from, to
] as const;
export type WhyCode = (typeof WHY_CODES)[number];
