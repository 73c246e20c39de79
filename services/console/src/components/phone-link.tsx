import { Icon } from './icon.tsx';
import { useWords } from './use-words.ts';

/** "+4791234567" as "912 34 567": in the groups one reads it aloud in. */
const spoken = (phone: string): string => {
  const digits = phone.replace(/^\+47/, '');
  return /^[49]\d{7}$/.test(digits)
    ? digits.replace(/(\d{3})(\d{2})(\d{3})/, '$1 $2 $3')
    : /^\d{8}$/.test(digits)
      ? digits.replace(/(\d{2})(?=\d)/g, '$1 ')
      : phone;
};

export const PhoneLink = ({ name, phone }: { readonly name: string; readonly phone: string }) => {
  const { t } = useWords();
  return (
    <a className="phone-link" href={`tel:${phone}`} aria-label={`${t('detail.phoneTo', { name })} ${spoken(phone)}`}>
      <Icon name="phone" />
      {spoken(phone)}
    </a>
  );
};
