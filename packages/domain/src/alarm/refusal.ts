import type { CommandDecision, RefusalCode } from './command.ts';

/** What the operator reads; the code is what programs switch on. */
const TEXTS: Readonly<Record<RefusalCode, string>> = {
  'alarm-closed': 'Alarmen er avsluttet.',
  'alarm-state': 'Det går ikke slik alarmen står nå.',
  'alarm-taken': 'En annen har tatt alarmen.',
  'not-yours': 'En annen har alarmen.',
  'colour-reason-missing': 'Å sette ned fargen krever en begrunnelse.',
  'red-never-shelved': 'En rød alarm kan ikke legges på vent.',
  'contact-first': 'Få kontakt før alarmen legges på vent.',
  'shelve-time': 'Velg et tidspunkt mellom ett minutt og 24 timer fram.',
  'responder-not-done': 'Utrykningen må være ferdig eller avlyst først.',
  role: 'Rollen din gir ikke tilgang til dette.',
};

export const refuse = (code: RefusalCode): CommandDecision => ({ kind: 'refuse', code, text: TEXTS[code] });
