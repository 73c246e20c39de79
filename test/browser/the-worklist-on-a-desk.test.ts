import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { WorkView } from '@varde/contracts';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApiClient } from '../harness/api.ts';
import { enter, expectAccessible, expectNothingLost, launchBrowser } from '../harness/browser.ts';
import { type Centre, openCentre } from '../harness/centre.ts';
import type { TestDevice } from '../harness/device.ts';
import { eventually } from '../harness/eventually.ts';
import { type RunningStack, startStack, temporaryFolder, tokenFor } from '../harness/stack.ts';

const CHROMIUM = process.env['VARDE_CHROMIUM'] ?? '/usr/bin/chromium';
const required = process.env['CI'] === 'true';
const PICTURES = process.env['VARDE_PICTURES'] === '1' ? resolve(import.meta.dirname, '../../docs/pictures') : null;
const TOR = 'Tor Brekkeli';

describe.skipIf(!required && !existsSync(CHROMIUM))('the technician at a desk', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let stack: RunningStack;
  let centre: Centre;
  let browser: Browser;
  let page: Page;
  let button: TestDevice;

  const BATTERY = /Lavt batteri.*TA-2201/;
  const TAMPER = /Enhet åpnet.*DS-0077/;
  const OTHER_BATTERY = /Lavt batteri.*BRK-0412/;
  const row = (name: RegExp): Locator => page.getByRole('button', { name });
  /** What an alarm is behind; that a device is not tested is another row. */
  const workOf = async (serial: string): Promise<WorkView | undefined> => {
    const { body } = await centre.technician.get<{ items: WorkView[] }>('/api/worklist?limit=500');
    return body.items.find((work) => work.device?.serial === serial && work.alarm !== undefined);
  };

  beforeAll(async () => {
    folder = await temporaryFolder();
    stack = await startStack('embedded', folder.path);
    centre = await openCentre(stack);
    browser = await launchBrowser();
    button = await centre.device('social-alarm', undefined, 'TA-2201');
    await button.send('battery-low', { channel: 'event' });
    const sensor = await centre.device('door-sensor', undefined, 'DS-0077');
    await sensor.send('tamper', { channel: 'event' });
    await eventually('the work is on the list', async () => (await workOf('TA-2201')) ?? null);
    await eventually('the other too', async () => (await workOf('DS-0077')) ?? null);
  });
  afterAll(async () => {
    await browser.close();
    await centre.tidy();
    await stack.stop();
    await folder.remove();
  });

  test('lands on the work, by what hangs on it, and reaches the alarms and back', async () => {
    page = await enter(browser, (await stack.state()).console, TOR);
    await page.getByRole('heading', { level: 1, name: 'Arbeid' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/teknikk');
    await row(BATTERY).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Alarmer' }).press('Enter');
    await page.getByRole('heading', { name: /^Venter/ }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/alarmer');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Teknikk' }).press('Enter');
    await row(BATTERY).waitFor();
  });

  test('filters by kind in the address, so that a reload holds it', async () => {
    await page.getByLabel('Hva').selectOption({ label: 'Batteri' });
    await row(BATTERY).waitFor();
    expect(await row(TAMPER).count()).toBe(0);
    expect(page.url()).toContain('type=battery');
    await page.reload();
    await row(BATTERY).waitFor();
    expect(await row(TAMPER).count()).toBe(0);
  });

  test('filters by area where the areas are drawn, and lets go again', async () => {
    const area = page.getByRole('region', { name: 'Områder' }).getByRole('button', { name: 'Finnøy' });
    await area.press('Enter');
    await page.getByText('Ingenting her').waitFor();
    expect(await area.getAttribute('aria-pressed')).toBe('true');
    await expectAccessible(page);
    await area.press('Enter');
    await row(BATTERY).waitFor();
  });

  test('takes it, by keyboard alone, and it stands in the day’s round', async () => {
    await row(BATTERY).press('Enter');
    await page.getByRole('button', { name: 'Ta jobben' }).press('Enter');
    await row(BATTERY).filter({ hasText: 'Din' }).waitFor();
    await eventually('it is taken', async () => (await workOf('TA-2201'))?.taken?.by.name === TOR || null);
    await page
      .getByRole('region', { name: 'Runden din' })
      .getByRole('link', { name: /TA-2201/ })
      .waitFor();
  });

  test('says a word to the next one', async () => {
    await page.getByLabel('Kommentar til den neste').fill('Nøkkel hos naboen');
    await page.getByRole('button', { name: 'Lagre' }).press('Enter');
    await row(BATTERY).filter({ hasText: 'Nøkkel hos naboen' }).waitFor();
    await eventually(
      'it is kept',
      async () => (await workOf('TA-2201'))?.comment?.text === 'Nøkkel hos naboen' || null,
    );
    await expectAccessible(page);
  });

  test('what another has taken meanwhile is said, with who', async () => {
    await page.getByLabel('Hva').selectOption({ label: 'Alt arbeid' });
    const work = await workOf('DS-0077');
    const linh = createApiClient((await stack.state()).api, await tokenFor(stack.dir, 'technician', 'linh'));
    await row(TAMPER).press('Enter');
    expect((await linh.post(`/api/worklist/${encodeURIComponent(work?.key ?? '')}/take`)).status).toBe(200);
    await page.getByRole('button', { name: 'Ta jobben' }).press('Enter');
    await page.getByRole('alert').filter({ hasText: 'Linh Tran Vik har tatt den.' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'La det være' }).press('Enter');
  });

  test('the order of the day is one’s own, and a reload holds it', async () => {
    const other = await centre.device('fall-sensor', undefined, 'BRK-0412');
    await other.send('battery-low', { channel: 'event' });
    const work = await eventually('the work is on the list', async () => (await workOf('BRK-0412')) ?? null);
    await page.reload();
    await row(OTHER_BATTERY).press('Enter');
    await page.getByRole('button', { name: 'Ta jobben' }).press('Enter');
    const round = page.getByRole('region', { name: 'Runden din' });
    await round.getByRole('link', { name: /BRK-0412/ }).waitFor();
    const up = round.getByRole('button', { name: `Flytt ${work.address} opp` });
    await up.press('Enter');
    const first = round.getByRole('listitem').first();
    await first.filter({ hasText: 'BRK-0412' }).waitFor();
    expect(await page.locator('button:focus').getAttribute('aria-label')).toBe(`Flytt ${work.address} opp`);
    await page.reload();
    await first.filter({ hasText: 'BRK-0412' }).waitFor();
    if (PICTURES !== null) await page.screenshot({ path: join(PICTURES, 'technician-worklist.png') });
  });

  test.each([
    ['nn', 'Det som er å gjere', /å gjere/],
    ['en', 'what there is to do', /to do/],
    ['nb', 'det som er å gjøre', /å gjøre/],
  ])('says in %s %s', async (language, _what, words) => {
    await page.getByRole('button', { name: new RegExp(`^${language.toUpperCase()} `) }).press('Enter');
    await page.getByText(words).first().waitFor();
    await expectAccessible(page);
  });

  test.each([
    ['1366', { width: 1_366, height: 768 }, '100%', 'light'],
    ['dark', { width: 1_920, height: 1_080 }, '100%', 'dark'],
    ['phone', { width: 390, height: 844 }, '100%', 'light'],
    ['phone, dark', { width: 390, height: 844 }, '100%', 'dark'],
    ['large-text', { width: 1_920, height: 1_080 }, '200%', 'light'],
    ['phone, large-text', { width: 390, height: 844 }, '200%', 'light'],
  ] as const)('nothing is lost: %s', async (_name, viewport, fontSize, colorScheme) => {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await page.locator('html').evaluate((html, size) => html.setAttribute('style', `font-size: ${size}`), fontSize);
    await page.waitForTimeout(200);
    await expectNothingLost(page);
    await expectAccessible(page);
  });
});
