import type { AlarmDetailView } from '@varde/contracts';
import { ACTIONS, CAUSES, COLOURS, RESPONDER_STATUSES } from '@varde/domain';
import { hourAndMinute } from '../view/clock-time.ts';
import { useWords } from './use-words.ts';

type Change = AlarmDetailView['timeline'][number];

const one = <T extends string>(known: readonly T[], value: unknown): T | undefined =>
  known.find((candidate) => candidate === value);

const withWords = (said: string, words: unknown): string => (typeof words === 'string' ? `${said}. ${words}` : said);

/** A change row as a sentence; whatever its detail lacks, the sentence still says who and what. */
export const useChangeSentence = (): ((change: Change) => string) => {
  const { t } = useWords();

  const closedSentence = (who: string, detail: Change['detail']): string => {
    const cause = one(CAUSES, detail['cause']);
    const action = one(ACTIONS, detail['action']);
    const said = t('timeline.closed', {
      who,
      cause: cause === undefined ? '' : t(`cause.${cause}`).toLowerCase(),
      action: action === undefined ? '' : t(`outcome.${action}`).toLowerCase(),
    });
    return withWords(said, detail['note']);
  };

  const respondSentence = (detail: Change['detail']): string => {
    const known = one(RESPONDER_STATUSES, detail['status']) ?? 'sent';
    const status = t(`responder.${known}`).toLowerCase();
    const responder = detail['responder'];
    return typeof responder === 'string'
      ? t('timeline.respondWith', { responder, status })
      : t('timeline.respond', { status });
  };

  return ({ action, actor, detail }) => {
    const who = actor?.name ?? t('timeline.service');
    switch (action) {
      case 'colour': {
        const colour = one(COLOURS, detail['to']);
        return t('timeline.colour', { who, colour: colour === undefined ? '' : t(`colour.${colour}`).toLowerCase() });
      }
      case 'note':
        return t('timeline.note', { who, text: String(detail['text'] ?? '') });
      case 'contact':
        return t(detail['made'] === false ? 'timeline.no-contact' : 'timeline.contact', { who });
      case 'respond':
        return respondSentence(detail);
      case 'shelved': {
        const until = Date.parse(String(detail['until']));
        return t('timeline.shelved', { who, time: Number.isNaN(until) ? '' : hourAndMinute(until) });
      }
      case 'closed':
        return closedSentence(who, detail);
      case 'raised':
        // Somebody phoned in: what they said is all there is to go by.
        return withWords(t('timeline.raised'), detail['text']);
      case 'holder-unseen':
      case 'holder-back':
      case 'merged':
      case 'restored':
      case 'annotated':
        return t(`timeline.${action}`);
      case 'joined':
      case 'left':
      case 'grew':
      case 'reactivated':
        return t(`incident.change.${action}`);
      case 'offered':
        // Without an actor the service offered it, and does not say to whom.
        return actor === undefined ? t('timeline.offered') : t('timeline.reserved', { who });
      case 'device-moved':
        return t(`timeline.${action}`);
      case 'offer-expired':
      case 'answered':
      case 'released':
      case 'shelf-ended':
        return t(`timeline.${action}`, { who });
      default:
        return t('timeline.other', { who, action });
    }
  };
};
