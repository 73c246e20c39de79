import { type ReactNode, useEffect, useRef } from 'react';
import { Icon } from '../../components/icon.tsx';
import { useWords } from '../../components/use-words.ts';
import type { Route } from '../core/route.ts';
import { Go } from './go.tsx';
import { useRouter } from './technician-context.tsx';

/** One page: its heading has the focus when one comes to it, and the one thing to do stands under the thumb. */
export const Screen = (props: {
  readonly title: string;
  /** What it is about, over the heading. */
  readonly about?: ReactNode;
  readonly back?: { readonly to: Route; readonly label: string };
  /** How far one has come, of how many. */
  readonly progress?: { readonly done: number; readonly of: number; readonly label: string };
  readonly foot?: ReactNode;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) => {
  const { t } = useWords();
  const router = useRouter();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${props.title} – ${t('app.name')}`;
  }, [props.title, t]);
  // On the way from another page; the first one is read from its top by itself.
  useEffect(() => {
    if (router.hasMoved()) heading.current?.focus({ preventScroll: true });
  }, [router]);
  const { progress } = props;
  // On a wide page the buttons stand over what they are about, and are come to in that order.
  const foot = props.foot !== undefined && <div className="screen-foot">{props.foot}</div>;
  return (
    <main id="content" className={props.wide === true ? 'screen screen-wide' : 'screen'}>
      <div className="screen-head">
        {props.back !== undefined && (
          <Go to={props.back.to} className="screen-back">
            <Icon name="back" /> {props.back.label}
          </Go>
        )}
        {props.about !== undefined && <p className="screen-about">{props.about}</p>}
        <h1 ref={heading} tabIndex={-1}>
          {props.title}
        </h1>
        {progress !== undefined && (
          <div className="progress" role="img" aria-label={progress.label}>
            {Array.from({ length: progress.of }, (_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a place in a row of places
              <i key={index} data-done={index < progress.done} />
            ))}
          </div>
        )}
      </div>
      {props.wide === true && foot}
      <div className="screen-body">{props.children}</div>
      {props.wide !== true && foot}
    </main>
  );
};
