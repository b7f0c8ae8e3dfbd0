import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#platform/web/format.ts';
import { useMe } from '#platform/web/session.ts';
import { Card } from '#ui/card.tsx';
import { type Hours, Lane, type LaneBar, LaneHours } from '#ui/lane.tsx';
import { PersonName } from '#ui/person-name.tsx';
import { useWide } from '#ui/width.ts';
import type { TeamDay, TeamMember } from '../contract-team-day.ts';
import { hoursOf, placeBars, type PlacedBar } from './lane-bars.ts';
import styles from './team-day.module.css';

const pad = (value: number): string => String(value).padStart(2, '0');
export const clockOf = (minutes: number): string => `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;

const listed = (people: readonly { name: string }[]): string => people.map(({ name }) => name).join('、');

/** Everybody's day as a lane: a table on the desk, cards on the phone. */
export function TeamLanes({ day }: { day: TeamDay }) {
  const { t } = useTranslation('visits');
  const wide = useWide();
  const lanes = day.people.map((member) => ({ member, bars: placeBars(member.lane, day.now) }));
  const hours = hoursOf(lanes.flatMap(({ bars }) => bars));
  return (
    <>
      {wide ? <LaneTable day={day} lanes={lanes} hours={hours} /> : <LaneCards day={day} lanes={lanes} hours={hours} />}
      <p className={styles.legend}>
        <small>
          {t('teamDay.legend')}
          {wide && t('teamDay.press')}
        </small>
      </p>
    </>
  );
}

interface LanesProps {
  day: TeamDay;
  lanes: readonly { member: TeamMember; bars: PlacedBar[] }[];
  hours: Hours;
}

function LaneTable({ day, lanes, hours }: LanesProps) {
  const { t } = useTranslation('visits');
  return (
    <Card flush className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('teamDay.person')}</th>
            <th scope="col" className={styles.number}>
              {t('teamDay.madeShort')}
            </th>
            <th scope="col" className={styles.number}>
              {t('teamDay.plannedShort')}
            </th>
            <th scope="col" className={styles.number}>
              {t('teamDay.intentsShort')}
            </th>
            <th scope="col" className={styles.lane}>
              <LaneHours hours={hours} />
            </th>
            <th scope="col">{t('teamDay.where')}</th>
          </tr>
        </thead>
        <tbody>
          {lanes.map(({ member, bars }) => (
            <tr key={member.person.id}>
              <th scope="row">
                <Name day={day} member={member} />
              </th>
              <td className={styles.number}>{member.visits}</td>
              <td className={styles.planned}>{member.planned}</td>
              <td className={styles.number}>{member.intents > 0 ? member.intents : '—'}</td>
              <td className={styles.lane}>
                <MemberLane day={day} member={member} bars={bars} hours={hours} />
              </td>
              <td className={styles.where}>
                <WhereNow member={member} running={day.now !== null} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function LaneCards({ day, lanes, hours }: LanesProps) {
  const { t } = useTranslation('visits');
  return (
    <div className={styles.cards}>
      {lanes.map(({ member, bars }) => (
        <Card key={member.person.id}>
          <div className={styles.cardHead}>
            <b>
              <Name day={day} member={member} />
            </b>
            <small>
              {`${t('teamDay.madeShort')} ${member.visits} ${t('teamDay.planned', { count: member.planned })} · ${t('teamDay.intentsShort')} ${member.intents}`}
            </small>
          </div>
          <small>
            <WhereNow member={member} running={day.now !== null} />
          </small>
          <ScrolledToNow now={day.now} hours={hours} label={t('teamDay.lane', { name: member.person.name })}>
            <LaneHours hours={hours} />
            <MemberLane day={day} member={member} bars={bars} hours={hours} shownOnly />
          </ScrolledToNow>
          {bars.length > 0 && <VisitList bars={bars} />}
        </Card>
      ))}
    </div>
  );
}

interface ScrolledProps {
  now: number | null;
  hours: Hours;
  label: string;
  children: ReactNode;
}

/** Wider than a phone: begins where the day stands, with more of what was than of what comes. */
function ScrolledToNow({ now, hours, label, children }: ScrolledProps) {
  const holder = useRef<HTMLDivElement>(null);
  const begin = useEffectEvent(() => {
    if (holder.current === null || now === null) return;
    const share = (now / 60 - hours.from) / (hours.to - hours.from);
    holder.current.scrollLeft = share * holder.current.scrollWidth - 0.6 * holder.current.clientWidth;
  });
  useEffect(() => begin(), []);
  return (
    <div
      ref={holder}
      className={styles.scroll}
      role="group"
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by key too
      tabIndex={0}
    >
      {children}
    </div>
  );
}

/** A lane's visits one below the other: what a thumb can hit. */
function VisitList({ bars }: { bars: readonly PlacedBar[] }) {
  const { t } = useTranslation('visits');
  const label = useBarLabel();
  return (
    <details className={styles.visits}>
      <summary>{t('teamDay.list', { count: bars.length })}</summary>
      <ul>
        {bars.map((placed) => (
          <li key={placed.visit.id}>
            <Link to="/visits/$id" params={{ id: placed.visit.id }}>
              <span className={styles.number}>{clockOf(placed.start)}</span>
              <span>{label(placed)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** With the unit beside it where the day is that of several. */
function Name({ day, member }: { day: TeamDay; member: TeamMember }) {
  const me = useMe();
  const note = member.unit.id === day.unit.id ? {} : { note: member.unit.name };
  return <PersonName person={member.person} meId={me.person.id} {...note} />;
}

/** Where he is or was last; before the first sign of a running day, that there is none yet. */
function WhereNow({ member: { now }, running }: { member: TeamMember; running: boolean }) {
  const { t } = useTranslation('visits');
  const format = useFormat();
  if (now === null) return <span className={styles.weak}>{running ? t('teamDay.notYet') : '—'}</span>;
  const place = now.customer.name;
  const where =
    now.state === 'inside' ? t('teamDay.inside', { place }) : t('teamDay.left', { place, time: clockOf(now.since) });
  const joint = now.with.length > 0 ? t('teamDay.joint', { names: listed(now.with) }) : undefined;
  return (
    <span lang={format.language} title={now.address ?? undefined}>
      {[joint, where].filter((part) => part !== undefined).join(' · ')}
    </span>
  );
}

interface MemberLaneProps {
  day: TeamDay;
  member: TeamMember;
  bars: readonly PlacedBar[];
  hours: Hours;
  /** Too small to be pressed: a list below leads to the visits. */
  shownOnly?: boolean;
}

function MemberLane({ day, member, bars, hours, shownOnly }: MemberLaneProps) {
  const { t } = useTranslation('visits');
  const label = useBarLabel();
  const navigate = useNavigate();
  const open = (id: string): void => void navigate({ to: '/visits/$id', params: { id } });
  const drawn = bars.map((placed): LaneBar => ({
    id: placed.visit.id,
    start: placed.start,
    end: placed.end,
    tone: toneOf(placed),
    framed: placed.visit.joint,
    mark: markOf(placed),
    label: label(placed),
    onOpen: shownOnly ? undefined : () => open(placed.visit.id),
  }));
  return (
    <Lane
      label={t('teamDay.lane', { name: member.person.name })}
      hours={hours}
      bars={drawn}
      {...(day.now === null ? {} : { now: day.now })}
    />
  );
}

/** The stronger the intent, the darker; the number says it as well. */
function toneOf({ shape, visit }: PlacedBar): LaneBar['tone'] {
  if (shape === 'planned') return 'planned';
  if (shape === 'closed') return 'none';
  if (shape !== 'intent') return 'weak';
  const intent = visit.intent ?? 0;
  return intent >= 3 ? 'strong' : intent === 2 ? 'mid' : 'weak';
}

function markOf({ shape, visit }: PlacedBar): string {
  if (shape === 'planned') return '';
  if (shape === 'closed') return '×';
  return shape === 'intent' ? String(visit.intent) : '·';
}

function useBarLabel(): (bar: PlacedBar) => string {
  const { t } = useTranslation('visits');
  return ({ shape, visit }) => {
    const customer = visit.customer.name;
    const outcome = visit.outcome === null ? '' : t(`outcome.${visit.outcome}`);
    const bar = {
      planned: () => t('teamDay.bar.planned', { customer }),
      inside: () => t('teamDay.bar.open', { customer }),
      unreported: () => t('teamDay.bar.unreported', { customer }),
      closed: () => t('teamDay.bar.outcome', { customer, outcome }),
      intent: () => t('teamDay.bar.intent', { customer, outcome, intent: visit.intent ?? 0 }),
    }[shape]();
    return visit.with.length > 0 ? t('teamDay.bar.joint', { bar, names: listed(visit.with) }) : bar;
  };
}
