import { type ReactNode, useEffect, useRef } from 'react';
import { digitFor } from '../view/closing.ts';
import { Cap } from './key-cap.tsx';

/** Radio buttons as tiles, each with its digit. The digits show on the list they choose in. */
export const ChoiceList = <T extends string>(props: {
  readonly legend: string;
  readonly name: string;
  readonly choices: readonly T[];
  readonly chosen: NoInfer<T> | undefined;
  readonly digits: boolean;
  /** The focus begins here. */
  readonly first?: boolean;
  label(choice: NoInfer<T>): ReactNode;
  choose(choice: NoInfer<T>): void;
}) => {
  const { choices, chosen } = props;
  const start = props.first === true ? (chosen ?? choices[0]) : undefined;
  const list = useRef<HTMLFieldSetElement>(null);

  // Chosen by digit, the focus follows, so that Tab and the arrows go on from there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new choice is what moves the focus
  useEffect(() => {
    list.current?.querySelector<HTMLElement>(':checked')?.focus();
  }, [chosen]);

  return (
    <fieldset ref={list} className="choices" data-active={props.digits}>
      <legend>{props.legend}</legend>
      {choices.map((choice, index) => (
        <label key={choice} className="choice">
          <input
            type="radio"
            className="ds-input"
            name={props.name}
            checked={choice === chosen}
            data-first={choice === start ? true : undefined}
            onChange={() => props.choose(choice)}
          />
          <span>{props.label(choice)}</span>
          {props.digits && <Cap>{digitFor(index)}</Cap>}
        </label>
      ))}
    </fieldset>
  );
};
