import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { useConnection } from '#platform/web/connection.ts';
import { useFormat } from '#platform/web/format.ts';
import { refresh } from '#platform/web/queries.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Card, Section, Stack } from '#ui/card.tsx';
import { EmptyState, Notice, ProblemAlert } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { Stepper } from '#ui/stepper.tsx';
import { toastDone, toastUndo } from '#ui/toast.tsx';
import { useWide } from '#ui/width.ts';
import type { Plan, PlanLine } from '../contract.ts';
import { mostLines, mostVisits } from '../rules.ts';
import { AddCustomer } from './add-customer.tsx';
import { planPaths } from './live.ts';
import { PlanLines } from './plan-lines.tsx';
import styles from './plan.module.css';
import { type Draft, type Update, usePlanDraft } from './use-plan-draft.ts';
import type { Saving } from './use-saving-queue.ts';

/** A day's list under the seller's hands: order, aim, who is on it; kept by itself, handed in with one press. */
export function PlanEditor({ plan, head }: { plan: Plan; head: ReactNode }) {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const { draft, change, flush, saving, problem, overtaken } = usePlanDraft(plan);
  const wide = useWide();
  // A list is agreed upon between two people: it is not changed behind the other's back, where nobody can be reached.
  const online = useConnection() === 'on';
  const mayEdit = plan.can.edit && online;
  const handIn = <HandIn plan={plan} saving={saving} flush={flush} online={online} />;
  const { lines } = draft;
  const changes = useLineChanges(change);
  const edit = mayEdit ? changes : undefined;
  return (
    <Page
      title={t('list.title')}
      subtitle={format.dayOfWeek(plan.day)}
      back={{ link: { to: '/' }, label: t('nav.today') }}
      width="reading"
      {...(plan.state === 'confirmed' ? {} : wide ? { actions: handIn } : { footer: handIn })}
    >
      <Stack>
        {head}
        {!online && plan.can.edit && <Notice>{t('list.offline')}</Notice>}
        {overtaken && (
          <Notice tone="warn">
            <b>{t('list.conflictTitle')}</b> {t('list.conflictText')}
          </Notice>
        )}
        <ProblemAlert error={problem} kept onRetry={() => void flush()} />
        <Aim draft={draft} onChange={mayEdit ? change : undefined} />
        {plan.left > 0 && (
          <Notice tone="warn">
            {t('list.left', { count: plan.left })} <ButtonLink to="/next-steps">{t('list.seeFollowUps')}</ButtonLink>
          </Notice>
        )}
      </Stack>
      <Section title={t('list.lines')} note={<Counts lines={lines} />}>
        {lines.length === 0 ? (
          <EmptyState title={t('list.emptyTitle')} text={t('list.emptyText')} />
        ) : (
          <Card flush>
            <PlanLines lines={lines} edit={edit} />
          </Card>
        )}
        {mayEdit && lines.length < mostLines && (
          <div className={styles.add}>
            <AddCustomer
              taken={lines.map(({ customer }) => customer.id)}
              onAdd={(line) => change((now) => ({ ...now, lines: [...now.lines, line] }))}
            />
          </div>
        )}
      </Section>
    </Page>
  );
}

/** What can be done with a line; one that is removed can be put back where it stood. */
function useLineChanges(change: (update: Update) => void) {
  const { t } = useTranslation(['plans', 'common']);
  return {
    onMove: (from: number, to: number) =>
      change((draft) => {
        const moved = [...draft.lines];
        moved.splice(to, 0, ...moved.splice(from, 1));
        return { ...draft, lines: moved };
      }),
    onRemove: (index: number, line: PlanLine) => {
      change((draft) => ({ ...draft, lines: draft.lines.filter(({ customer }) => customer.id !== line.customer.id) }));
      toastUndo(t('list.removed', { name: line.customer.name }), t('common:action.undo'), () =>
        change((draft) => ({ ...draft, lines: draft.lines.toSpliced(index, 0, line) })),
      );
    },
    onChange: (index: number, line: PlanLine) =>
      change((draft) => ({ ...draft, lines: draft.lines.with(index, line) })),
  };
}

function Counts({ lines }: { lines: readonly PlanLine[] }) {
  const { t } = useTranslation('plans');
  const calls = lines.filter(({ way }) => way === 'call').length;
  return `${t('list.visits', { count: lines.length - calls })} · ${t('list.calls', { count: calls })}`;
}

/** How many visits the day is to have, and how the list stands to it. */
function Aim({ draft, onChange }: { draft: Draft; onChange: ((update: Update) => void) | undefined }) {
  const { t } = useTranslation('plans');
  const visits = draft.lines.filter(({ way }) => way === 'visit').length;
  const gap = visits - draft.visitAim;
  const words =
    gap === 0 ? t('list.exact') : gap < 0 ? t('list.short', { count: -gap }) : t('list.over', { count: gap });
  return (
    <div>
      {onChange === undefined ? (
        <p>
          <b>
            {t('list.aim')} {draft.visitAim} {t('list.aimUnit')}
          </b>
        </p>
      ) : (
        <Stepper
          label={t('list.aim')}
          max={mostVisits}
          value={draft.visitAim}
          onChange={(visitAim) => onChange((now) => ({ ...now, visitAim }))}
        />
      )}
      <small>{words}</small>
    </div>
  );
}

interface HandInProps {
  plan: Plan;
  saving: Saving;
  flush: () => Promise<boolean>;
  online: boolean;
}

/** Hands the list in, or takes it back; beside it, whether all changes are kept. */
function HandIn({ plan, saving, flush, online }: HandInProps) {
  const { t } = useTranslation(['plans', 'common']);
  const params = { path: { day: plan.day } };
  const submit = $api.useMutation('post', '/api/v1/plans/{day}/submission');
  const takeBack = $api.useMutation('delete', '/api/v1/plans/{day}/submission');
  const takeBackNow = (): void =>
    takeBack.mutate(
      { params },
      {
        onSuccess: async () => {
          await refresh(...planPaths);
          toastDone(t('list.takenBack'));
        },
      },
    );
  const handIn = async (): Promise<void> => {
    if (!(await flush())) return;
    await submit.mutateAsync({ params });
    await refresh(...planPaths);
    toastUndo(t('list.submitted'), t('common:action.undo'), takeBackNow);
  };
  return (
    <>
      <span role="status" className={styles.saving}>
        {saving === 'saving' && t('list.saving')}
        {saving === 'saved' && t('list.saved')}
      </span>
      <ProblemAlert error={submit.error ?? takeBack.error} kept />
      {plan.state === 'submitted' ? (
        <Button busy={takeBack.isPending} onClick={takeBackNow} whyNot={online ? undefined : t('list.offlineHandIn')}>
          {t('list.takeBack')}
        </Button>
      ) : (
        <Button
          kind="primary"
          busy={submit.isPending}
          onClick={() => void handIn().catch(() => {})}
          whyNot={plan.can.edit ? (online ? undefined : t('list.offlineHandIn')) : t('list.dayOver')}
        >
          {t('list.submit')}
        </Button>
      )}
    </>
  );
}
