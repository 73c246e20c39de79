import { type FormEvent, type ReactNode, useId } from 'react';
import { Button } from '../../components/button.tsx';
import { useModal } from '../../components/use-modal.ts';
import { useWords } from '../../components/use-words.ts';

/** A question over the page, as the desk's `DialogFrame`, without its keys: a phone has none. */
export const Dialog = (props: {
  readonly title: string;
  readonly submit: { readonly label: string; readonly ready: boolean; run(): void };
  close(): void;
  /** It only tells: there is nothing to cancel. */
  readonly tells?: boolean;
  readonly children: ReactNode;
}) => {
  const { t } = useWords();
  const dialog = useModal();
  const titleId = useId();
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (props.submit.ready) props.submit.run();
  };
  return (
    <dialog ref={dialog} className="ds-dialog tech-dialog" aria-labelledby={titleId} onClose={props.close}>
      <form onSubmit={onSubmit}>
        <h2 id={titleId}>{props.title}</h2>
        {props.children}
        <div className="dialog-actions">
          <Button type="submit" aria-disabled={!props.submit.ready}>
            {props.submit.label}
          </Button>
          {props.tells !== true && (
            <Button variant="secondary" data-color="neutral" onClick={() => dialog.current?.close()}>
              {t('dialog.cancel')}
            </Button>
          )}
        </div>
      </form>
    </dialog>
  );
};
