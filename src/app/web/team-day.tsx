import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { TeamDayPage } from '#modules/visits/ui/team-day-page.tsx';
import { $api } from '#platform/web/api.ts';
import { useCan } from '#platform/web/session.ts';
import { Tag } from '#ui/tag.tsx';

/** The lead's desk. What other modules ask of the lead is put beside it here, because visits know none of them. */
export default function TeamDayScreen() {
  const { t } = useTranslation('visits');
  const confirms = useCan('plans.confirm');
  const { data } = $api.useQuery('get', '/api/v1/plans', { params: { query: {} } }, { enabled: confirms });
  const missing = (data?.items ?? []).filter(({ submittedAt }) => submittedAt === null);
  if (missing.length === 0) return <TeamDayPage />;
  return (
    <TeamDayPage
      needs={
        <p>
          <Tag tone="warn">{t('teamDay.plansTag')}</Tag>{' '}
          <Link to="/plans">{t('teamDay.plansMissing', { count: missing.length })}</Link>
          <br />
          <small>{missing.map(({ person }) => person.name).join('、')}</small>
        </p>
      }
    />
  );
}
