import { InvalidArgumentError } from 'commander';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `90s`, `10m`, `1.5h` in milliseconds; a bare number is seconds. */
export const parseDuration = (text: string): number => {
  const [, amount = '', unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)?$/.exec(text.trim()) ?? [];
  const factor = UNITS[unit];
  if (amount === '' || factor === undefined) throw new InvalidArgumentError('expected a duration such as 90s or 10m');
  return Number(amount) * factor;
};

/** A local time of day such as 06:30, in hours. */
export const parseTimeOfDay = (text: string): number => {
  const [, hours = '', minutes = ''] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hours === '') throw new InvalidArgumentError('expected a time such as 06:30');
  return Number(hours) + Number(minutes) / 60;
};

export const parsePositive = (text: string): number => {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('expected a number above zero');
  return value;
};

export const parseCount = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('expected a whole number above zero');
  return value;
};

export const parseRate = (text: string): number => {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0)
    throw new InvalidArgumentError('expected a number, 0 or above');
  return value;
};
