import { ActionRow } from './action-row.tsx';
import { AlarmHero } from './alarm-hero.tsx';
import { EmptyPane } from './empty-pane.tsx';
import { DevicesCard, SameHomeCard } from './home-cards.tsx';
import { IncidentCard } from './incident-card.tsx';
import { ResponderPanel } from './responder-panel.tsx';
import { TimelineCard } from './timeline-card.tsx';
import { useSelected } from './use-alarm-commands.ts';
import { useDetail } from './use-detail.ts';

export const AlarmPane = () => {
  const alarm = useSelected();
  const { view, failed } = useDetail();
  if (alarm === undefined) return <EmptyPane />;
  return (
    <article className="alarm" data-triage={alarm.colour} aria-labelledby="alarm-title">
      <AlarmHero alarm={alarm} detail={view} />
      <ActionRow alarm={alarm} />
      <ResponderPanel alarm={alarm} />
      <div className="alarm-cards">
        <TimelineCard alarm={alarm} detail={view} failed={failed} />
        <div className="card-stack">
          <IncidentCard alarm={alarm} />
          <SameHomeCard alarms={view?.sameHome ?? []} />
          <DevicesCard devices={view?.devices ?? []} />
        </div>
      </div>
    </article>
  );
};
