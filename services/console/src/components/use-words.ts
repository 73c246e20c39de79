import type { AlarmView } from '@varde/contracts';
import { deviceProfile, eventKind, isIncidentKind, type Language } from '@varde/domain';
import type { ParseKeys } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Span } from '../view/time-left.ts';

/** The page's words in the language chosen, and the few that come from the domain's own tables. */
export const useWords = () => {
  const { t, i18n } = useTranslation();
  const language = i18n.language as Language;
  const kindLabel = (of: { readonly kind: string; readonly label: string }): string =>
    eventKind(of.kind)?.label[language] ?? of.label;
  const deviceLabel = (of: { readonly profile: string; readonly label: string }): string =>
    deviceProfile(of.profile)?.label[language] ?? of.label;
  /** A code of the register in words; what somebody wrote there in words of their own stays as it is. */
  const registerWord = (group: 'needs' | 'hazards', code: string): string =>
    i18n.exists(`${group}.${code}`) ? String(t(`${group}.${code}` as ParseKeys)) : code;
  return {
    t,
    language,
    kindLabel,
    deviceLabel,
    registerWord,
    span: (span: Span) => t(`span.${span.unit}`, { n: span.text }),
    who: (alarm: AlarmView) => {
      const names = alarm.residents.map((resident) => resident.name).join(', ');
      if (names !== '' || !isIncidentKind(alarm.kind)) return names || t('hero.noOne');
      return t(alarm.kind === 'service-outage' ? 'incident.service' : 'incident.many');
    },
  };
};
