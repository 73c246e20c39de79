import type { ComponentProps } from 'react';

type ButtonProps = Omit<ComponentProps<'button'>, 'className'> & {
  readonly variant?: 'primary' | 'secondary' | 'tertiary';
  readonly 'data-color'?: 'accent' | 'neutral';
};

/** Designsystemet's button. Its stylesheet makes it; its React package is 66 kB, gzipped, for the same tag. */
export const Button = ({ variant = 'primary', ...rest }: ButtonProps) => (
  <button type="button" {...rest} className="ds-button" data-variant={variant} />
);
