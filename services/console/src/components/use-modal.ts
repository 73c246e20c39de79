import { type RefObject, useEffect, useRef } from 'react';

/** A dialog over the page from its first moment; the field marked `data-first` has the focus. */
export const useModal = (): RefObject<HTMLDialogElement | null> => {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('[data-first]')?.focus();
    // A dialog taken from the page gives the focus back to nobody: the next Tab would begin at the top.
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return dialog;
};
