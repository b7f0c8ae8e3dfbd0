import { IconMapPin, IconPhone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '#platform/web/session.ts';
import { AnchorButton } from '#ui/button.tsx';

const digits = (phone: string): string => phone.replaceAll(/[^\d+,]/g, '');

export function CallLink({ phone, strong = false }: { phone: string; strong?: boolean }) {
  const { t } = useTranslation('plans');
  return (
    <AnchorButton
      href={`tel:${digits(phone)}`}
      kind={strong ? 'primary' : 'plain'}
      wide
      icon={<IconPhone size={20} aria-hidden />}
    >
      {t('today.call')}
    </AnchorButton>
  );
}

/** The way there, in the map that people use in the region; opened by the person, nothing is sent by itself. */
export function RouteLink({ address }: { address: string }) {
  const { t } = useTranslation('plans');
  const { region } = useMe().company;
  const place = encodeURIComponent(address);
  const href =
    region === 'mainland'
      ? `https://uri.amap.com/search?keyword=${place}`
      : `https://www.google.com/maps/dir/?api=1&destination=${place}`;
  return (
    <AnchorButton href={href} target="_blank" rel="noreferrer" wide icon={<IconMapPin size={20} aria-hidden />}>
      {t('today.navigate')}
    </AnchorButton>
  );
}
