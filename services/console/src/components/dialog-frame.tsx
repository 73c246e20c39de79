import { type FormEvent, type KeyboardEvent, type ReactNode, useId } from 'react';
import { Button } from './button.tsx';
import { useDesk } from './desk-context.tsx';
import { Cap } from './key-cap.tsx';
import { useModal } from './use-modal.ts';
import { useTroubleSentence } from './use-trouble-sentence.ts';
import { useWords } from './use-words.ts';

/** A question over the page. Enter answers it, Esc leaves it; the field marked `data-first` has the focus. */
export const DialogFrame = (props: {
  readonly title: string;
  readonly submit?: { readonly label: string; readonly ready: boolean; run(): void };
  onKey?(event: KeyboardEvent): void;
  readonly children: ReactNode;
}) => {
  const { t } = useWords();
  const desk = useDesk();
  const dialog = useModal();
  const titleId = useId();
  // The page under a dialog is out of reach, its notices too.
  const trouble = useTroubleSentence();

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (props.submit?.ready === true) props.submit.run();
  };
  return (
    <dialog
      ref={dialog}
      className="ds-dialog"
      aria-labelledby={titleId}
      onClose={() => desk.openDialog(undefined)}
      onKeyDown={props.onKey}
    >
      <form onSubmit={onSubmit}>
        <h2 id={titleId}>{props.title}</h2>
        {props.children}
        <p role="status" className="dialog-trouble">
          {trouble}
        </p>
        <div className="dialog-actions">
          {props.submit !== undefined && (
            <Button type="submit" aria-disabled={!props.submit.ready}>
              {props.submit.label} <Cap>Enter</Cap>
            </Button>
          )}
          <Button variant="secondary" data-color="neutral" onClick={() => dialog.current?.close()}>
            {t(props.submit === undefined ? 'dialog.closeDialog' : 'dialog.cancel')} <Cap>Esc</Cap>
          </Button>
        </div>
      </form>
    </dialog>
  );
};
