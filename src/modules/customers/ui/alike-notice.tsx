import { useDebouncedValue } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { useConnection } from '#platform/web/connection.ts';
import { Notice } from '#ui/notice.tsx';

interface AlikeProps {
  name: string;
  phone: string;
  taxNumber: string;
  /** The customer in hand is no likeness of itself. */
  except?: string | undefined;
}

/** Says while one types that the customer may be there already; of another team's it names the team alone. */
export function AlikeNotice({ name, phone, taxNumber, except }: AlikeProps) {
  const { t } = useTranslation('customers');
  const connection = useConnection();
  const [asked] = useDebouncedValue({ name: name.trim(), phone: phone.trim(), taxNumber: taxNumber.trim() }, 500);
  const query = {
    ...(asked.name.length < 2 ? {} : { name: asked.name }),
    ...(asked.phone.length < 7 ? {} : { phone: asked.phone }),
    ...(asked.taxNumber.length < 8 ? {} : { taxNumber: asked.taxNumber }),
  };
  const { data } = $api.useQuery(
    'get',
    '/api/v1/customers/alike',
    { params: { query: { ...query, ...(except === undefined ? {} : { except }) } } },
    { enabled: Object.keys(query).length > 0 },
  );
  return (
    <div role="status">
      {connection !== 'on' && Object.keys(query).length > 0 && <small>{t('form.alikeLater')}</small>}
      {data !== undefined && data.items.length > 0 && Object.keys(query).length > 0 && (
        <Notice tone="warn">
          <b>{t('form.alikeTitle')}</b>
          <ul>
            {data.items.map(({ by, customer, unit }) => (
              <li key={`${by} ${customer?.id ?? unit.id}`}>
                {t(`form.alike.${by}`)}
                {' · '}
                {customer === null ? (
                  t('form.alikeElsewhere', { team: unit.name })
                ) : (
                  <Link to="/customers/$id" params={{ id: customer.id }}>
                    {t('form.alikeOpen', { name: customer.name })}
                  </Link>
                )}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
