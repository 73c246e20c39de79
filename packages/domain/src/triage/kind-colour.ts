import { responderOut } from '../alarm/responder-out.ts';
import { eventKind } from '../catalogue/catalogue.ts';
import type { Colour } from '../colour.ts';
import { deviceProfile } from '../device/device-profiles.ts';
import { FAULT_KINDS, techniciansAreAway } from '../device/unmended.ts';
import type { Why, WhyCode } from '../why.ts';
import { isTest } from './circumstances.ts';
import { isAboutDose } from './dose-kinds.ts';
import { effectiveAt } from './effective-at.ts';
import { isUnexplainedOpening } from './opening.ts';
import type { TriageFacts } from './triage.ts';

export type Judgement = { readonly colour: Colour | null; readonly why: readonly Why[] };

/** The kind's own colour, before any plan is asked. */
export const kindColour = (facts: TriageFacts): Judgement => {
  const { kind } = facts.event;
  const entry = eventKind(kind);
  // A kind stored by a newer version than this one: somebody looks, rather than nobody.
  if (entry === undefined || kind === 'alarm-unreadable') {
    return { colour: 'orange', why: [{ code: 'alarm-unreadable' }] };
  }
  if (isUnexplainedOpening(facts)) return { colour: 'orange', why: [{ code: 'opening-unexplained' }] };
  if (entry.triage === null) return { colour: null, why: [] };
  const own = kind === 'position-stale' ? 'blue' : entry.triage;
  const why: Why = { code: 'kind', values: { kind, colour: own } };
  const raised = raisedBySituation(facts);
  if (raised === null) return { colour: own, why: [why] };
  return { colour: raised.colour, why: [why, { code: raised.code }] };
};

type Situation = { readonly colour: Colour; readonly code: WhyCode };

/** The catalogue's notes: what makes the same kind matter more on this device, to this person, right now. */
const raisedBySituation = (facts: TriageFacts): Situation | null => {
  const { kind } = facts.event;
  const profile = deviceProfile(facts.device.profile);
  if (kind === 'battery-low' && profile?.mobile) return { colour: 'yellow', code: 'mobile-alarm' };
  if ((kind === 'battery-empty' || kind === 'device-silent') && profile?.lifeCritical) {
    return { colour: 'orange', code: 'life-critical-device' };
  }
  if (FAULT_KINDS.includes(kind) && profile?.lifeCritical && techniciansAreAway(effectiveAt(facts.event))) {
    return { colour: 'orange', code: 'compensating-measures' };
  }
  if (kind === 'position-stale' && hasOpenCall(facts)) return { colour: 'orange', code: 'open-call-for-help' };
  if (SHUT_DOOR.includes(kind) && facts.responders.some((responder) => responderOut({ responder }))) {
    return { colour: 'orange', code: 'responder-at-door' };
  }
  if (isAboutDose(kind) && facts.plans.some((plan) => plan.timeCriticalMedicine)) {
    return { colour: 'orange', code: 'time-critical-medicine' };
  }
  return null;
};

/** Keeps out whoever is coming to help. */
const SHUT_DOOR: readonly string[] = ['lock-jammed', 'lock-access-denied'];

const SEARCHED_FOR: readonly string[] = ['sos-pressed', 'geofence-left'];

/** Somebody may be out looking for this person: where they are matters now. */
export const isSearchedFor = (kind: string): boolean => SEARCHED_FOR.includes(kind);

const hasOpenCall = (facts: TriageFacts): boolean =>
  facts.open.some((alarm) => isSearchedFor(alarm.kind) && alarm.test === isTest(facts));
