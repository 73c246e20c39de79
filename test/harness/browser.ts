import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

/** Debian's Chromium, kept from calling anyone. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['VARDE_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
    ],
  });

/** Signs the demo user in by the keyboard alone; they are where Varde takes them. */
export const enter = async (
  browser: Browser,
  address: string,
  name: string,
  options: BrowserContextOptions = {},
): Promise<Page> => {
  // Without motion a picture is what stands, not what is on its way there.
  const still = { viewport: { width: 1920, height: 1080 }, locale: 'nb-NO', reducedMotion: 'reduce' } as const;
  const context = await browser.newContext({ ...still, ...options });
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole('link', { name: 'Logg inn' }).press('Enter');
  await page.getByRole('button', { name: new RegExp(name) }).press('Enter');
  return page;
};

/** An operator at their desk. */
export const signIn = async (...who: Parameters<typeof enter>): Promise<Page> => {
  const page = await enter(...who);
  await page.getByRole('heading', { name: /^Venter/ }).waitFor();
  return page;
};

/** Nothing is cut off at the side, and nobody has to scroll that way. */
export const expectNothingLost = async (page: Page): Promise<void> => {
  const overflow = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
};

/** WCAG 2.2 AA as far as a machine can tell. */
export const expectAccessible = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html)}`)).toEqual([]);
};
