import { useTranslation } from 'react-i18next';
import { ButtonLink } from '#ui/button.tsx';
import { Row, Stack } from '#ui/card.tsx';
import { Page } from '#ui/page.tsx';

/** For every address that leads nowhere. */
export default function NotFoundScreen() {
  const { t } = useTranslation();
  return (
    <Page title={t('notFound.title')} width="reading">
      <Stack>
        <p>{t('notFound.text')}</p>
        <Row>
          <ButtonLink to="/">{t('notFound.home')}</ButtonLink>
        </Row>
      </Stack>
    </Page>
  );
}
