import clsx from 'clsx';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { onReached, useConnection } from '#platform/web/connection.ts';
import { storageFull, toProblem, unexpected, unreachable } from '#platform/web/problem.ts';
import { Button } from './button.tsx';
import styles from './notice.module.css';

interface EmptyProps {
  /** What is not here yet. */
  title: string;
  /** What will be here, and how to begin. */
  text: ReactNode;
  action?: ReactNode;
  icon?: ReactNode;
}

/** Where nothing is yet: says what will be here and how to begin. */
export function EmptyState({ title, text, action, icon }: EmptyProps) {
  return (
    <div className={styles.empty}>
      {icon}
      <h2>{title}</h2>
      <p>{text}</p>
      {action}
    </div>
  );
}

/** A few words that belong to what is below: calm, with the tone in words as well. */
export function Notice({ tone = 'info', children }: { tone?: 'info' | 'good' | 'warn' | 'bad'; children: ReactNode }) {
  return <div className={clsx(styles.notice, styles[tone])}>{children}</div>;
}

interface ProblemProps {
  /** What a query or a command threw; nothing is shown for null. */
  error: unknown;
  /** What the person entered is still there: said when it is so. */
  kept?: boolean;
  onRetry?: (() => void) | undefined;
}

/** What happened, in the reader's words; on this side of the network in our own. */
export function useSentence(error: unknown): { sentence: string; requestId: string; fields: number } {
  const { t } = useTranslation();
  const problem = toProblem(error);
  const own = {
    [unreachable]: t('problem.unreachable'),
    [unexpected]: t('problem.unexpected'),
    [storageFull]: t('problem.storageFull'),
  }[problem.code];
  const showId = problem.code === unexpected || problem.status >= 500;
  return {
    sentence: own ?? problem.detail,
    requestId: showId ? problem.requestId : '',
    fields: problem.errors?.length ?? 0,
  };
}

/** A refusal above the form it belongs to: what happened, what was kept, what to do. Read aloud when it appears. */
export function ProblemAlert({ error, kept, onRetry }: ProblemProps) {
  const { t } = useTranslation();
  const { sentence, requestId, fields } = useSentence(error);
  if (error == null) return null;
  return (
    <div role="alert" className={clsx(styles.notice, styles.bad)}>
      <p>
        <b>{sentence}</b>
      </p>
      {fields > 0 && <p>{t('problem.fields', { count: fields })}</p>}
      {kept && <p>{t('problem.kept')}</p>}
      {requestId !== '' && <small>{t('problem.requestId', { id: requestId })}</small>}
      {onRetry !== undefined && (
        <Button size="small" onClick={onRetry}>
          {t('action.retry')}
        </Button>
      )}
    </div>
  );
}

interface ErrorStateProps {
  /** What a query threw. */
  error: unknown;
  onRetry?: (() => void) | undefined;
}

/** Without a network, in place of what this device does not hold: nobody did anything wrong, and it comes by itself. */
function NotHeld({ onRetry }: Pick<ErrorStateProps, 'onRetry'>) {
  const { t } = useTranslation();
  const retry = useRef(onRetry);
  useEffect(() => void (retry.current = onRetry));
  useEffect(() => onReached(() => retry.current?.()), []);
  return (
    <div className={styles.empty} role="status">
      <h2>{t('notHeld.title')}</h2>
      <p>{t('notHeld.text')}</p>
    </div>
  );
}

/** In place of what could not be read. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const { t } = useTranslation();
  const { sentence, requestId } = useSentence(error);
  const connection = useConnection();
  if (toProblem(error).code === unreachable && connection !== 'on') return <NotHeld onRetry={onRetry} />;
  return (
    <div className={styles.empty} role="alert">
      <h2>{t('problem.title')}</h2>
      <p>{sentence}</p>
      {requestId !== '' && <small>{t('problem.requestId', { id: requestId })}</small>}
      {onRetry !== undefined && <Button onClick={onRetry}>{t('action.retry')}</Button>}
    </div>
  );
}
