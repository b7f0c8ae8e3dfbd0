import { expect, test } from 'vitest';
import { addReport, countOf, type Tally } from '../../tools/tally.ts';

test('runs are summed, and a file that could not be loaded is a failure though it has no test', () => {
  const tally: Tally = { passed: 0, failed: [], skipped: [] };
  const first = addReport(tally, 'unit', {
    testResults: [
      {
        name: 'a.test.ts',
        status: 'failed',
        assertionResults: [
          { fullName: 'counts', status: 'passed' },
          { fullName: 'breaks', status: 'failed' },
          { fullName: 'waits (needs Debian package x)', status: 'pending' },
        ],
      },
      { name: 'b.test.ts', status: 'failed', message: 'SyntaxError: no\n  at b', assertionResults: [] },
    ],
  });
  const second = addReport(tally, 'database', {
    testResults: [{ name: 'c.test.ts', status: 'passed', assertionResults: [{ fullName: 'holds', status: 'passed' }] }],
  });
  expect([first, second]).toEqual([2, 0]);
  expect(tally.failed).toEqual(['unit: breaks', 'unit: b.test.ts (SyntaxError: no)']);
  expect(tally.skipped).toEqual(['unit: waits (needs Debian package x)']);
  expect(countOf(tally)).toBe('2 passed, 2 failed, 1 skipped');
});
