import { describe, expect, it } from 'vitest';
import { missingFields, requestOf, type SetupForm, stepOf } from './setup-form.ts';

const form: SetupForm = {
  token: ' abc ',
  companyName: ' 蜀光 ',
  region: 'taiwan',
  timeZone: 'Asia/Taipei',
  language: 'zh-Hant',
  name: '周經理',
  userName: ' 周經理 ',
  password: ' with spaces ',
};

describe('the set-up form', () => {
  it('asks again for what is empty or blank, step by step', () => {
    expect(missingFields(form, 'company')).toEqual([]);
    expect(missingFields({ ...form, companyName: '  ', timeZone: '' }, 'company')).toEqual(['companyName', 'timeZone']);
  });

  it('opens the step of the first field the server refused', () => {
    expect(stepOf(['admin.password', 'company.name'])).toBe('company');
    expect(stepOf(['token'])).toBe('token');
    expect(stepOf([])).toBe('admin');
  });

  it('sends names trimmed and the password as typed', () => {
    expect(requestOf(form)).toEqual({
      token: 'abc',
      company: { name: '蜀光', region: 'taiwan', timeZone: 'Asia/Taipei', language: 'zh-Hant' },
      admin: { name: '周經理', userName: '周經理', password: ' with spaces ' },
    });
  });
});
