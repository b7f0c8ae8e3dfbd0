import { IconMapPin, IconPhone } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '#platform/shared/money.ts';
import { localeOf, regionOf } from '#platform/shared/region/regions.ts';
import { useFormat } from '#platform/web/format.ts';
import { useMe } from '#platform/web/session.ts';
import { Facts, Section } from '#ui/card.tsx';
import { telLink, wayTo, webLink } from '../rules.ts';
import { useCodes } from './codes.ts';
import styles from './customer.module.css';
import type { Customer } from './use-customers.ts';

/** How the customer is reached, every number and place. */
export function ReachPanel({ customer }: { customer: Customer }) {
  const { t } = useTranslation('customers');
  const { company } = useMe();
  const { country } = regionOf(company.region);
  if (customer.phones.length + customer.addresses.length === 0) return null;
  return (
    <Section title={t('detail.reach')}>
      <ul className={styles.reach}>
        {customer.phones.map((phone) => (
          <li key={phone.typed}>
            <IconPhone size={18} aria-hidden />
            {phone.e164 === null ? (
              <span>{phone.typed}</span>
            ) : (
              <a href={telLink(phone.e164, phone.extension)}>{phone.typed}</a>
            )}
            <small>{t(`phoneKind.${phone.kind}`)}</small>
          </li>
        ))}
        {customer.addresses.map((address) => (
          <li key={address.typed}>
            <IconMapPin size={18} aria-hidden />
            <a href={wayTo(address, country)} target="_blank" rel="noreferrer">
              {address.typed}
            </a>
            <small>{t(`addressKind.${address.kind}`)}</small>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What is known of the customer itself; what is not known is not shown. */
export function FactsPanel({ customer }: { customer: Customer }) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const { company } = useMe();
  const industry = useCodes('industry');
  const source = useCodes('source');
  const region = regionOf(company.region);
  const { taxNumber, employees, foundedDay, capitalMinor, website, email } = customer;
  const capital = (minor: number): string =>
    formatMoney({ minor, currency: company.currency }, localeOf(format.language, region));
  const known = (label: string, value: ReactNode): { label: string; value: ReactNode }[] =>
    value === null ? [] : [{ label, value }];
  const facts = [
    ...known(t('field.kind'), t(`kind.${customer.kind}`)),
    ...known(t('field.taxNumber'), taxNumber),
    ...known(t('field.industry'), customer.industry === null ? null : industry.labelOf(customer.industry)),
    ...known(t('field.source'), customer.source === null ? null : source.labelOf(customer.source)),
    ...known(t('field.employees'), employees === null ? null : format.number(employees)),
    ...known(t('field.capitalMinor'), capitalMinor === null ? null : capital(capitalMinor)),
    ...known(t('field.foundedDay'), foundedDay === null ? null : format.day(foundedDay)),
    ...known(
      t('field.website'),
      website === null ? null : (
        <a href={webLink(website)} target="_blank" rel="noreferrer">
          {website}
        </a>
      ),
    ),
    ...known(t('field.email'), email === null ? null : <a href={`mailto:${email}`}>{email}</a>),
    ...known(t('field.created'), format.instant(customer.createdAt)),
  ];
  return (
    <Section title={t('detail.facts')}>
      <Facts facts={facts} />
    </Section>
  );
}

/** Who looked after the customer, and when. */
export function AssignmentsPanel({ customer }: { customer: Customer }) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  if (customer.assignments.length === 0) return null;
  return (
    <Section title={t('detail.assignments')}>
      <ul className={styles.history}>
        {customer.assignments.map((line) => (
          <li key={line.id}>
            <b>{line.person.name}</b> {t(`role.${line.role}`)}
            {line.share < 1 && ` ${t('detail.share', { percent: format.percent(line.share) })}`}
            <small>
              {line.toDay === null
                ? t('detail.since', { from: format.day(line.fromDay) })
                : t('detail.span', { from: format.day(line.fromDay), to: format.day(line.toDay) })}
              {line.reason !== null && ` · ${line.reason}`}
            </small>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What the customer has of ours, or of others. */
export function HoldingsPanel({ customer }: { customer: Customer }) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const product = useCodes('product');
  if (customer.holdings.length === 0) return null;
  return (
    <Section title={t('detail.holdings')}>
      <ul className={styles.history}>
        {customer.holdings.map((holding) => (
          <li key={holding.id}>
            <b>{product.labelOf(holding.product)}</b> × {format.number(holding.quantity)}
            <small>
              {[
                holding.tariff,
                holding.contractEnd === null ? null : t('detail.contractEnd', { day: format.day(holding.contractEnd) }),
              ]
                .filter((part) => part !== null)
                .join(' · ')}
            </small>
          </li>
        ))}
      </ul>
    </Section>
  );
}
