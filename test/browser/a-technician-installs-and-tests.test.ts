import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DeviceView } from '@varde/contracts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enter, expectAccessible, expectNothingLost, launchBrowser, signIn } from '../harness/browser.ts';
import { type Centre, openCentre } from '../harness/centre.ts';
import type { TestDevice } from '../harness/device.ts';
import { eventually } from '../harness/eventually.ts';
import { type RunningStack, startStack, temporaryFolder } from '../harness/stack.ts';

const CHROMIUM = process.env['VARDE_CHROMIUM'] ?? '/usr/bin/chromium';
const required = process.env['CI'] === 'true';
const PICTURES = process.env['VARDE_PICTURES'] === '1' ? resolve(import.meta.dirname, '../../docs/pictures') : null;
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true } as const;
const SERIAL = 'BRK-7733';

/** In the browser: the pages, their script and their style. */
const PAGES_ARE_KEPT = `caches.open('varde-technician-pages').then((kept) => kept.keys()).then((keys) => keys.length > 3)`;

type Resident = { readonly id: string; readonly name: string };
type TestAnswer = { readonly call?: { readonly id: string }; readonly passed: boolean };

const picture = async (page: Page, name: string): Promise<void> => {
  if (PICTURES !== null) await page.screenshot({ path: join(PICTURES, `${name}.png`) });
};

describe.skipIf(!required && !existsSync(CHROMIUM))('the technician in a hallway, with a phone', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let stack: RunningStack;
  let centre: Centre;
  let browser: Browser;
  let page: Page;
  let sensor: TestDevice;
  let resident: Resident;

  const device = async (): Promise<DeviceView> =>
    (await centre.technician.get<DeviceView>(`/api/devices/${sensor.id}`)).body;
  const heading = (name: string) => page.getByRole('heading', { level: 1, name });
  const press = (name: string | RegExp) => page.getByRole('button', { name }).tap();
  const station = (name: string) => page.locator(`[data-station="${name}"]`);

  beforeAll(async () => {
    folder = await temporaryFolder();
    stack = await startStack('embedded', folder.path);
    centre = await openCentre(stack);
    browser = await launchBrowser();
    sensor = await centre.device('fall-sensor', null, SERIAL);
    const id = await centre.resident();
    resident = (await centre.technician.get<Resident>(`/api/residents/${id}`)).body;
  });
  afterAll(async () => {
    await browser.close();
    await centre.tidy();
    await stack.stop();
    await folder.remove();
  });

  test('comes back to the page that was asked for when signed in', async () => {
    page = await enter(browser, `${(await stack.state()).console}/teknikk/finn?skann=1`, 'Tor Brekkeli', PHONE);
    await heading('Skann enheten').waitFor();
    await expectAccessible(page);
    await expectNothingLost(page);
  });

  test('a serial number that nobody has is said, and the right one leads to the device', async () => {
    await page.getByLabel('Serienummer').fill('NONE-1');
    await press('Finn enheten');
    await page.getByText('Ingen enhet med serienummer NONE-1').waitFor();
    await page.getByLabel('Serienummer').fill(SERIAL.toLowerCase());
    await press('Finn enheten');
    await heading('Fallsensor').waitFor();
    await page.getByText('På lager').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/teknikk/enhet/${sensor.id}`);
    expect(await page.locator('h1:focus').textContent()).toBe('Fallsensor');
    await expectAccessible(page);
    await expectNothingLost(page);
  });

  test('one question a screen: is it ready, at whose home', async () => {
    await page.getByRole('link', { name: 'Monter' }).tap();
    await heading('Er enheten klar?').waitFor();
    await expectAccessible(page);
    await press('Ja, den er klar');
    await heading('Hos hvem?').waitFor();
    await eventually('it is made ready', async () => (await device()).state === 'prepared' || null);
    await press('Neste');
    await page.getByText('Velg hvem enheten skal til.').waitFor();
    await page.getByLabel('Navnet på beboeren').fill(resident.name);
    await page
      .getByRole('button', { name: new RegExp(`^${resident.name}`) })
      .first()
      .tap();
    await expectAccessible(page);
    await press('Neste');
    await heading('Hvor er den?').waitFor();
  });

  test('without coverage it goes on, and a reload in the middle too', async () => {
    await page.waitForFunction(PAGES_ARE_KEPT);
    await page.context().setOffline(true);
    await page.getByLabel('Bad', { exact: true }).tap();
    await press('Neste');
    await heading('Hva har du sett?').waitFor();
    await expectAccessible(page);
    for (const check of ['Prøvd fra badet', 'Prøvd fra sengen']) await page.getByLabel(new RegExp(check)).tap();
    await page.reload();
    await heading('Hva har du sett?').waitFor();
    await page.getByText('2 av 3 sett').waitFor();
    await page.getByText('Ingen dekning.').waitFor();
    await picture(page, 'technician-install');
    await page.getByLabel('Beboeren har prøvd selv').tap();
    await page.goBack();
    await heading('Hvor er den?').waitFor();
    await page.goForward();
    await press('Neste');
    await heading('Stemmer dette?').waitFor();
    await expectAccessible(page);
    await press('Ja, den er montert');
    await page.getByText('Lagret på telefonen.').waitFor();
    await page.getByText('Monteringen er lagret på telefonen').waitFor();
    await expectAccessible(page);
    expect((await device()).state).toBe('prepared');
  });

  test('with coverage again it is sent by itself, once', async () => {
    await page.context().setOffline(false);
    await eventually('it is installed', async () => (await device()).state === 'installed' || null, 40_000);
    expect(await device()).toMatchObject({ residentId: resident.id, place: 'Bad' });
    await page.getByText('Lagret på telefonen.').waitFor({ state: 'detached' });
    await press('Start prøven');
  });

  test('the device is pressed: station by station, and a red one is confirmed', async () => {
    const operators = await signIn(browser, (await stack.state()).console, 'Kari');
    await page.getByText('Utløs fallsensoren.').waitFor();
    await expectAccessible(page);
    await sensor.send('fall-detected', { test: true });
    await sensor.receipt('stored');
    await press(/^Det var prøven/);
    for (const name of ['broker', 'stored', 'triaged', 'shown']) {
      await page.locator(`[data-station="${name}"][data-state="passed"]`).waitFor();
    }
    expect(await station('stored').textContent()).toMatch(/\d ms/);
    await expectAccessible(page);
    await picture(page, 'technician-test');
    await operators.context().close();
  });

  test('an operator answers the test call, and all of it has come through', async () => {
    const asked = await eventually('the test call', async () => {
      const { body } = await centre.technician.get<TestAnswer>(`/api/devices/${sensor.id}/test`);
      return body.call ?? null;
    });
    expect((await centre.operator.post(`/api/alarms/${asked.id}/answer`)).status).toBe(200);
    expect((await centre.operator.post(`/api/alarms/${asked.id}/contact`, { made: true })).status).toBe(200);
    await page.locator('[data-station="answered"][data-state="passed"]').waitFor();
    await press('Sett i drift');
    await heading('I drift').waitFor();
    await expectAccessible(page);
    await eventually('it is in service', async () => (await device()).state === 'in-service' || null);
  });

  test('the device’s page says so, and nothing is lost in dark and with large text', async () => {
    await page.getByRole('link', { name: 'Enheten' }).tap();
    await heading('Fallsensor').waitFor();
    await page.getByText('I drift', { exact: true }).waitFor();
    await page.getByText(resident.name).first().waitFor();
    // High enough that nothing is half behind the bar at the bottom, where axe would take it for too small.
    await page.setViewportSize({ width: 390, height: 2_400 });
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
    await page.locator('html').evaluate((html) => html.setAttribute('style', 'font-size: 200%'));
    await page.setViewportSize({ width: 390, height: 5_000 });
    await expectNothingLost(page);
    await expectAccessible(page);
  });

  test('a new password is shown as a picture that a device reads, once', async () => {
    await page.setViewportSize(PHONE.viewport);
    await page.locator('html').evaluate((html) => html.removeAttribute('style'));
    await press('Ny adgang til Varde');
    await press('Lag nytt passord');
    await page.getByRole('img', { name: 'QR-kode med brukernavn og passord' }).waitFor();
    await expectAccessible(page);
    await press('Enheten har det');
    expect(await page.getByRole('img', { name: /QR-kode/ }).count()).toBe(0);
  });
});
