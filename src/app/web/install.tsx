import { useTranslation } from 'react-i18next';
import { Button } from '#ui/button.tsx';
import { Section, Stack } from '#ui/card.tsx';
import { askToInstall, useInstallWay } from './install-prompt.ts';

/** On one's own page: how to put the product on the home screen, as this device does it. Gone where it stands there already. */
export function InstallSection() {
  const { t } = useTranslation();
  const way = useInstallWay();
  if (way === 'installed' || way === 'none') return null;
  return (
    <Section title={t('install.title')}>
      <Stack>
        <p>{t('install.text')}</p>
        {way === 'offer' ? (
          <div>
            <Button onClick={() => void askToInstall()}>{t('install.do')}</Button>
          </div>
        ) : (
          <p>{t(`install.${way}`)}</p>
        )}
      </Stack>
    </Section>
  );
}
