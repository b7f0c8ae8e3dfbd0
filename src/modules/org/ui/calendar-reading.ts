import type { Answer } from '#platform/web/answer.ts';

export type Calendar = Answer<'get', '/api/v1/calendars'>['items'][number];
export type CalendarYear = Answer<'get', '/api/v1/calendars/{id}'>;
export type CalendarDay = CalendarYear['days'][number];
