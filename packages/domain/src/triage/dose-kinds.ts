const ABOUT_A_DOSE: readonly string[] = [
  'dose-not-dispensed',
  'dose-not-taken',
  'dose-blocked-no-medicine',
  'pouch-unreadable',
  'roll-fault',
  'roll-stuck',
  'medicine-insufficient',
  'schedule-missing',
];

/** A dose is missed, or the next one will be: its own window is the deadline, and time-critical medicine is orange. */
export const isAboutDose = (kind: string): boolean => ABOUT_A_DOSE.includes(kind);
