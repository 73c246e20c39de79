import type { ComponentProps, MouseEvent } from 'react';
import { addressOf, type Route } from '../core/route.ts';
import { useRouter } from './technician-context.tsx';

/** A link to one of these pages: a plain one for the browser, and no reload for whoever just presses it. */
export const Go = ({
  to,
  replace = false,
  ...rest
}: Omit<ComponentProps<'a'>, 'href' | 'onClick'> & { readonly to: Route; readonly replace?: boolean }) => {
  const router = useRouter();
  const press = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    router.go(to, { replace });
  };
  return <a {...rest} href={addressOf(to)} onClick={press} />;
};
