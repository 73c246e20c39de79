import { expect, test } from 'vitest';
import { seededDraw } from '../chance/draw.ts';
import { drawConversation } from './conversation.ts';

const many = (kind: string, category: string) => {
  const draw = seededDraw(1, kind);
  return Array.from({ length: 5_000 }, () => drawConversation({ kind, category }, draw));
};

test.each([
  ['alarm-button-pressed', 'social-alarm', 'needed-help', 0.5],
  ['alarm-button-pressed', 'social-alarm', 'fall', 0.06],
  ['fall-detected', 'supervision', 'false-alarm', 0.75],
  ['dose-not-taken', 'medication', 'medicine', 1],
  ['battery-low', 'technical', 'technical-fault', 1],
  ['nurse-call', 'nurse-call', 'needed-help', 0.5],
])('%s (%s) ends as %s in %f of the conversations', (kind, category, cause, share) => {
  const endings = many(kind, category);
  expect(endings.filter((each) => each.cause === cause).length / endings.length).toBeCloseTo(share, 1);
});

test('a conversation takes half a minute to three', () => {
  for (const { talk } of many('alarm-button-pressed', 'social-alarm')) {
    expect(talk).toBeGreaterThanOrEqual(30_000);
    expect(talk).toBeLessThanOrEqual(180_000);
  }
});
