import type { LinkProps } from '@tanstack/react-router';
import clsx from 'clsx';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParam } from '#platform/web/address.ts';
import { useFormat } from '#platform/web/format.ts';
import { Busy, Progress } from '#ui/busy.tsx';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Card, Stack } from '#ui/card.tsx';
import { ErrorState, Notice, ProblemAlert } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { Counts } from './counts.tsx';
import styles from './imports.module.css';
import { MappingPanel } from './mapping-panel.tsx';
import { OptionsPanel } from './options-panel.tsx';
import { ReadingPanel } from './reading-panel.tsx';
import { RowsPanel, type SubjectLink } from './rows-panel.tsx';
import { sizeOf } from './size.ts';
import { type ImportActions, type ImportDetail, isMoving, useImport, useImportActions } from './use-import.ts';

interface PageProps {
  /** Where the things of a kind are looked at. */
  listOf: (kind: string) => LinkProps | undefined;
  linkOf: SubjectLink;
}

/** One list on its way: how it is read, which column is what, the rehearsal, the result. */
export function ImportPage({ listOf, linkOf }: PageProps) {
  const { t } = useTranslation('imports');
  const id = useParam('id');
  const query = useImport(id);
  const back = { link: { to: '/imports' } as const, label: t('list.title') };
  if (query.data === undefined)
    return (
      <Page title={t('nav.one')} back={back}>
        {query.error == null ? <Busy /> : <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      </Page>
    );
  return <Import detail={query.data} back={back} listOf={listOf} linkOf={linkOf} />;
}

type Phase = 'setUp' | 'working' | 'verdicts';

interface ImportProps extends PageProps {
  detail: ImportDetail;
  back: { link: { to: '/imports' }; label: string };
}

function Import({ detail, back, listOf, linkOf }: ImportProps) {
  const format = useFormat();
  const actions = useImportActions(detail.id);
  const [mending, setMending] = useState(false);
  const phase: Phase = isMoving(detail) ? 'working' : detail.state === 'uploaded' || mending ? 'setUp' : 'verdicts';
  const subtitle = [detail.kindLabel, sizeOf(detail.bytes), format.instant(detail.createdAt)].join(' · ');
  const footer = {
    setUp: <SetUpFooter detail={detail} actions={actions} onBegun={() => setMending(false)} />,
    working: <WorkingFooter actions={actions} />,
    verdicts: <VerdictsFooter detail={detail} actions={actions} listOf={listOf} onMend={() => setMending(true)} />,
  }[phase];
  return (
    <Page title={detail.fileName} subtitle={subtitle} back={back} footer={footer}>
      <Steps detail={detail} phase={phase} />
      <ProblemAlert error={actions.error} />
      {phase === 'setUp' && (
        <>
          <ReadingPanel detail={detail} actions={actions} />
          <MappingPanel detail={detail} actions={actions} />
          <OptionsPanel detail={detail} actions={actions} />
        </>
      )}
      {phase === 'working' && <Working detail={detail} />}
      {phase === 'verdicts' && (
        <>
          <Outcome detail={detail} />
          {detail.rows > 0 && <RowsPanel key={`${detail.state} ${detail.startedAt}`} detail={detail} linkOf={linkOf} />}
        </>
      )}
    </Page>
  );
}

function Steps({ detail, phase }: { detail: ImportDetail; phase: Phase }) {
  const { t } = useTranslation('imports');
  const rehearsing = detail.state === 'rehearsing' || detail.state === 'rehearsed';
  const now = phase === 'setUp' ? 1 : rehearsing ? 2 : 3;
  const names = [t('step.file'), t('step.mapping'), t('step.rehearsal'), t('step.result')];
  return (
    <ol className={styles.steps} aria-label={t('step.label')}>
      {names.map((name, index) => (
        <li
          key={name}
          className={clsx(index < now && styles.past, index === now && styles.now)}
          aria-current={index === now ? 'step' : undefined}
        >
          <span aria-hidden>{index + 1}</span>
          {name}
        </li>
      ))}
    </ol>
  );
}

function Working({ detail }: { detail: ImportDetail }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const { rows, total } = detail;
  const figures = { rows: format.number(rows), total: format.number(total ?? 0) };
  const what = detail.state === 'running' ? 'run' : 'rehearsal';
  return (
    <Card>
      <Stack>
        {total === null ? (
          <Busy label={t(`${what}.working`, figures)} />
        ) : (
          <Progress label={t(`${what}.workingOf`, figures)} done={rows} of={total} />
        )}
        <p className={styles.quietText}>
          <Counts counts={detail.counts} />
        </p>
      </Stack>
    </Card>
  );
}

/** What happened, in a sentence with the figures. */
function Outcome({ detail }: { detail: ImportDetail }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  if (detail.stalled) return <Notice tone="warn">{t('run.stalled', { rows: format.number(detail.rows) })}</Notice>;
  if (detail.problem !== null) return <Notice tone="bad">{detail.problem.message}</Notice>;
  if (detail.state === 'cancelled') return <Notice tone="warn">{t('cancelled')}</Notice>;
  if (detail.state === 'rehearsed') return <Notice>{t('rehearsal.text')}</Notice>;
  const done = detail.endedAt === null ? '' : format.instant(detail.endedAt);
  return (
    <Notice tone="good">
      <b>{t('run.done')}</b> {t('run.doneNote', { done, total: format.number(detail.rows) })}
    </Notice>
  );
}

interface FooterProps {
  detail: ImportDetail;
  actions: ImportActions;
}

function SetUpFooter({ detail, actions, onBegun }: FooterProps & { onBegun: () => void }) {
  const { t } = useTranslation('imports');
  const labels = detail.fields.filter(({ key }) => detail.missing.includes(key)).map(({ label }) => label);
  const missing = labels.length === 0 ? undefined : t('mapping.missing', { names: labels.join(t('mapping.between')) });
  const whyNot = detail.fileKept ? missing : t('run.gone');
  return (
    <>
      <Button
        kind="primary"
        busy={actions.rehearse.isPending}
        whyNot={whyNot}
        onClick={() => actions.rehearse.mutate(actions.ask, { onSuccess: onBegun })}
      >
        {t('rehearsal.start')}
      </Button>
      {whyNot === undefined && (
        <Button busy={actions.run.isPending} onClick={() => actions.run.mutate(actions.ask, { onSuccess: onBegun })}>
          {t('run.start')}
        </Button>
      )}
    </>
  );
}

function WorkingFooter({ actions }: { actions: ImportActions }) {
  const { t } = useTranslation('imports');
  return (
    <Button busy={actions.stop.isPending} onClick={() => actions.stop.mutate(actions.ask)}>
      {t('run.stop')}
    </Button>
  );
}

interface VerdictsProps extends FooterProps {
  listOf: PageProps['listOf'];
  onMend: () => void;
}

function VerdictsFooter({ detail, actions, listOf, onMend }: VerdictsProps) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const run = (): void => actions.run.mutate(actions.ask);
  const list = listOf(detail.kind);
  if (detail.stalled)
    return (
      <Button kind="primary" busy={actions.run.isPending} onClick={run}>
        {t('run.resume', { row: format.number(detail.rows + 1) })}
      </Button>
    );
  const toWrite = detail.counts.created + detail.counts.changed;
  const mend = detail.fileKept && <Button onClick={onMend}>{t('mapping.back')}</Button>;
  if (detail.state === 'rehearsed')
    return (
      <>
        <Button
          kind="primary"
          busy={actions.run.isPending}
          whyNot={toWrite === 0 ? t('run.nothing') : undefined}
          onClick={run}
        >
          {t('run.startCount', { count: toWrite })}
        </Button>
        {mend}
      </>
    );
  return (
    <>
      {list !== undefined && detail.state === 'done' && (
        <ButtonLink kind="primary" {...list}>
          {t('run.open', { kind: detail.kindLabel })}
        </ButtonLink>
      )}
      {detail.fileKept && <Button onClick={onMend}>{t('run.again')}</Button>}
    </>
  );
}
