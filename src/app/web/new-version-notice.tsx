import { useTranslation } from 'react-i18next';
import { Button } from '#ui/button.tsx';
import { Row } from '#ui/card.tsx';
import { Notice } from '#ui/notice.tsx';
import { takeNewVersion, useNewVersion } from './new-version.ts';

/** Says that a new version waits; it is taken when the person likes, or when the product is next opened. */
export function NewVersionNotice() {
  const { t } = useTranslation();
  if (!useNewVersion()) return null;
  return (
    <Notice>
      <Row>
        <p>
          <b>{t('newVersion.title')}</b> {t('newVersion.text')}
        </p>
        <Button onClick={takeNewVersion}>{t('newVersion.take')}</Button>
      </Row>
    </Notice>
  );
}
