import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible, launchBrowser, signIn } from '../harness/browser.ts';
import { type Centre, openCentre } from '../harness/centre.ts';
import type { TestDevice } from '../harness/device.ts';
import { type RunningStack, startStack, temporaryFolder } from '../harness/stack.ts';

const CHROMIUM = process.env['VARDE_CHROMIUM'] ?? '/usr/bin/chromium';
const required = process.env['CI'] === 'true';
/** `VARDE_PICTURES=1` renews the pictures of README and docs. */
const PICTURES = process.env['VARDE_PICTURES'] === '1' ? resolve(import.meta.dirname, '../../docs/pictures') : null;

const picture = async (page: Page, name: string): Promise<void> => {
  if (PICTURES === null) return;
  await mkdir(PICTURES, { recursive: true });
  await page.mouse.move(1_100, 1_000);
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
};

describe.skipIf(!required && !existsSync(CHROMIUM))('the operator at the console', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let stack: RunningStack;
  let centre: Centre;
  let browser: Browser;
  let page: Page;
  let sensor: TestDevice;

  beforeAll(async () => {
    folder = await temporaryFolder();
    stack = await startStack('embedded', folder.path);
    centre = await openCentre(stack);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await centre.tidy();
    await stack.stop();
    await folder.remove();
  });

  const livesAlone = `(select count(*) from resident o where o.home_id = r.home_id) = 1`;

  test('signs in by the keyboard alone, and the empty list says what happens next', async () => {
    page = await signIn(browser, (await stack.state()).console, 'Kari');
    await page.getByText('Ingen venter').first().waitFor();
    await expectAccessible(page);
    await picture(page, 'operator-empty');
  });

  test('sees a fall within a second of its publish, red, with the reason', async () => {
    const [resident] = await centre.record<{ id: string }>(
      `select r.id from resident r join response_plan p on p.resident_id = r.id join home h on h.id = r.home_id
       where ${livesAlone} and cardinality(r.needs) > 0 and cardinality(r.hazards) > 0
         and exists (select from next_of_kin n where n.resident_id = r.id) and h.unit_number is not null
       order by r.id limit 1`,
    );
    sensor = await centre.device('fall-sensor', resident?.id, 'FS-0412');
    await sensor.send('activity', { channel: 'event' });
    const others: [string, string][] = [
      ['home-safety-sensor', 'water-leak'],
      ['medication-dispenser', 'dose-not-taken'],
      ['door-sensor', 'door-open-too-long'],
    ];
    for (const [profile, kind] of others) {
      const device = await centre.device(profile);
      await device.send(kind, { channel: 'event' });
    }
    const button = await centre.device('social-alarm');
    await button.send('alarm-button-pressed');
    await page.getByRole('listitem').filter({ hasText: 'Trygghetsalarm utløst' }).waitFor();

    const published = Date.now();
    await sensor.send('fall-detected', { data: { room: 'bad' } });
    const row = page.getByRole('list', { name: 'Venter' }).getByRole('listitem').first();
    await row.filter({ hasText: 'Fall' }).waitFor({ timeout: 5_000 });
    expect(Date.now() - published).toBeLessThan(1_000);
    expect(await row.textContent()).toMatch(/rød/i);
    await expectAccessible(page);
    await picture(page, 'operator-waiting');
  });

  test('takes it with one key, and has person, place, reason, plan and history before them', async () => {
    await page.keyboard.press('Space');
    await sensor.receipt('answered');
    await page.getByRole('heading', { level: 1, name: /Fall/ }).waitFor();
    for (const text of ['Hvorfor rød', 'Tiltakskort', 'Pårørende', 'Det som skjedde', 'Utstyr i hjemmet']) {
      await page.getByText(text).first().waitFor();
    }
    await expectAccessible(page);
    await picture(page, 'operator-light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page);
    await picture(page, 'operator-dark');
    await page.emulateMedia({ colorScheme: 'light' });
  });

  test('writes a note and closes it with cause and action, by keyboard alone', async () => {
    await page.keyboard.press('n');
    await page.keyboard.type('Sitter i stolen, uskadd.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Sitter i stolen, uskadd.').first().waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog', { name: 'Avslutt alarmen' });
    await dialog.waitFor();
    await expectAccessible(page);
    await picture(page, 'operator-closing');
    await page.keyboard.press('2');
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await sensor.receipt('closed');
    const [closed] = await centre.record('select state, cause, action from alarm where device_id = $1', [sensor.id]);
    expect(closed).toEqual({ state: 'closed', cause: 'fall', action: 'talked' });
  });

  test.each([
    ['nn', 'Ventar'],
    ['en', 'Waiting'],
  ])('speaks %s too', async (language, waiting) => {
    await page.getByRole('button', { name: new RegExp(`^${language.toUpperCase()} `) }).press('Enter');
    await page.getByRole('heading', { name: new RegExp(waiting) }).waitFor();
    await expectAccessible(page);
  });

  test.each([
    ['1366', { width: 1_366, height: 768 }, '100%'],
    ['phone', { width: 390, height: 844 }, '100%'],
    ['large-text', { width: 1_920, height: 1_080 }, '200%'],
  ])('nothing is lost at %s', async (_name, viewport, fontSize) => {
    await page.setViewportSize(viewport);
    await page.locator('html').evaluate((html, size) => html.setAttribute('style', `font-size: ${size}`), fontSize);
    await page.waitForTimeout(300);
    const overflow = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await expectAccessible(page);
  });

  test('signs out, at the provider too: the next one at the desk is nobody', async () => {
    await page.setViewportSize({ width: 1_920, height: 1_080 });
    await page.locator('html').evaluate((html) => html.removeAttribute('style'));
    await page.getByRole('button', { name: /^NB / }).press('Enter');
    await page.getByRole('button', { name: /^Meny for/ }).press('Enter');
    await page.getByText('Logg ut').press('Enter');
    await page.getByRole('link', { name: 'Logg inn' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Logg inn' }).press('Enter');
    await page.getByRole('heading', { name: 'Hvem er du i dag?' }).waitFor();
    await expectAccessible(page);
    await picture(page, 'sign-in');
  });
});
