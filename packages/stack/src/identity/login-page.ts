import type { Staff } from '@varde/postgres';

const ROLES: Readonly<Record<string, string>> = {
  operator: 'Operatør',
  'shift-lead': 'Vaktleder',
  technician: 'Tekniker',
  'case-worker': 'Saksbehandler',
  responder: 'Utrykker',
  admin: 'Administrator',
};

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

const style = `
  :root { color-scheme: light dark; font-family: Inter, system-ui, sans-serif; line-height: 1.5; }
  body { margin: 0; background: light-dark(#f4f5f6, #14181c); color: light-dark(#1b2126, #eef1f3); }
  main { max-width: 44rem; margin: 0 auto; padding: 3rem 1.25rem; }
  h1 { font-size: 1.75rem; margin: 0; } p { margin: .25rem 0 1.5rem; } h2 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
  form { display: grid; gap: .5rem; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); }
  button { font: inherit; text-align: left; padding: .75rem 1rem; min-height: 3.25rem; border-radius: .5rem; cursor: pointer;
    color: inherit; background: light-dark(#fff, #20262c); border: 1px solid light-dark(#c3cad1, #46505a); }
  button:hover { border-color: light-dark(#0b5c8a, #7cc4ef); }
  button:focus-visible { outline: 3px solid light-dark(#0b5c8a, #7cc4ef); outline-offset: 2px; }
  small { display: block; opacity: .75; }`;

const page = (title: string, body: string): string => `<!doctype html>
<html lang="nb"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Varde</title><style>${style}</style></head><body><main>${body}</main></body></html>`;

/** Every demo person as a button, grouped by role: one press, or Tab and Enter, signs in. */
export const loginPage = (action: string, people: readonly Staff[]): string => {
  const groups = Object.entries(ROLES).map(([role, label]) => {
    const buttons = people
      .filter((person) => person.role === role)
      .map(({ username, name }) => {
        const [shown, value] = [escapeHtml(name), escapeHtml(username)];
        return `<button name="username" value="${value}">${shown}<small>${value}</small></button>`;
      });
    if (buttons.length === 0) return '';
    return `<h2>${label}</h2><form method="post" action="${action}">${buttons.join('')}</form>`;
  });
  const intro = '<h1>Hvem er du i dag?</h1><p>Demoinnlogging med oppdiktede personer. Ingen passord trengs.</p>';
  return page('Logg inn', intro + groups.join(''));
};

export const faultPage = (): string =>
  page(
    'Innloggingen er utløpt',
    '<h1>Innloggingen er utløpt</h1><p>Gå tilbake til Varde og prøv igjen. Det du holdt på med, er ikke endret.</p>',
  );

/** Whoever pressed "Logg ut" has decided: the provider's own question is answered by itself, or by one press. */
export const logoutPage = (form: string): string =>
  page(
    'Logg ut',
    `<h1>Logger ut</h1>${form}
    <p><button autofocus type="submit" form="op.logoutForm" name="logout" value="yes">Logg ut</button></p>
    <script>document.querySelector('button').click()</script>`,
  );
