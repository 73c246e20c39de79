import type { DeviceTestView } from '@varde/contracts';
import type { ParseKeys } from 'i18next';
import { useEffect, useRef, useState } from 'react';
import { Icon } from '../../components/icon.tsx';
import { Sign } from '../parts/sign.tsx';
import { useTechnicianWords } from '../parts/use-technician-words.ts';
import type { Station, StationName } from './device-test-view.ts';
import { newlySettled, readReason } from './test-phase.ts';

/** Up to ten seconds in milliseconds, then in seconds. */
const tookText = (milliseconds: number): { readonly n: string; readonly unit: 'ms' | 's' } =>
  milliseconds < 10_000
    ? { n: String(Math.round(milliseconds)), unit: 'ms' }
    : { n: String(Math.round(milliseconds / 1_000)), unit: 's' };

const Mark = ({
  station,
  index,
  isAwaited,
}: {
  readonly station: Station;
  readonly index: number;
  readonly isAwaited: boolean;
}) => {
  if (station.state === 'passed') return <Icon name="check" />;
  if (station.state === 'missing') return <Icon name="cross" />;
  if (station.state === 'not-asked') return <Sign name="minus" />;
  return isAwaited ? <i className="spinner" /> : <span>{index + 1}</span>;
};

/** A station in words: what it is, how it stands, and when it is missing what to do. */
const useStationWords = () => {
  const { t } = useTechnicianWords();
  const said = (station: Station, test: DeviceTestView | undefined): string => {
    const { station: name, state } = station;
    if (state === 'missing') {
      const reason = readReason(station.reason);
      return reason === undefined ? t('station.missing') : t(`reason.${reason.code}.what`, { detail: reason.detail });
    }
    if (state === 'not-asked') return t('station.notAsked');
    const operator = test?.call?.operator;
    if (name === 'answered' && operator !== undefined)
      return t(state === 'passed' ? 'station.answeredBy' : 'station.heldBy', { who: operator });
    return t(`station.${name}.${state}` as ParseKeys);
  };
  const took = (milliseconds: number | undefined): string => {
    if (milliseconds === undefined) return '';
    const { n, unit } = tookText(milliseconds);
    return t(`station.${unit}`, { n });
  };
  return { t, said, took };
};

/** Tells what comes and what goes missing, one sentence each. */
const Announced = ({
  stations,
  test,
}: {
  readonly stations: readonly Station[];
  readonly test: DeviceTestView | undefined;
}) => {
  const { t, said, took } = useStationWords();
  const before = useRef<readonly Station[]>([]);
  const [sentence, setSentence] = useState('');
  useEffect(() => {
    const news = newlySettled(before.current, stations);
    before.current = stations;
    if (news.length === 0) return;
    setSentence(
      news
        .map((one) =>
          [t(`station.${one.station}.title`), one.state === 'passed' ? took(one.milliseconds) : said(one, test)]
            .filter(Boolean)
            .join(', '),
        )
        .join('. '),
    );
  }, [stations, test, t, said, took]);
  return (
    <p className="ds-sr-only" aria-live="polite">
      {sentence}
    </p>
  );
};

/** The way from the device to the operator's ear, lighting up one by one. */
export const StationList = (props: {
  readonly stations: readonly Station[];
  readonly test: DeviceTestView | undefined;
  /** The one being waited for, while the test is under way. */
  readonly awaited: StationName | undefined;
}) => {
  const { t, said, took } = useStationWords();
  return (
    <>
      <ol className="stations">
        {props.stations.map((station, index) => {
          const reason = station.state === 'missing' ? readReason(station.reason) : undefined;
          return (
            <li
              key={station.station}
              data-state={station.state}
              data-station={station.station}
              data-awaited={station.station === props.awaited}
            >
              <span className="station-mark">
                <Mark station={station} index={index} isAwaited={station.station === props.awaited} />
              </span>
              <span className="station-text">
                <b>{t(`station.${station.station}.title`)}</b>
                <span>{said(station, props.test)}</span>
                {reason !== undefined && <span className="station-do">{t(`reason.${reason.code}.do`)}</span>}
              </span>
              <span className="station-time">{took(station.milliseconds)}</span>
            </li>
          );
        })}
      </ol>
      <Announced stations={props.stations} test={props.test} />
    </>
  );
};
