// Counts over several Vitest runs, from the reports that its JSON reporter writes.

export interface Tally {
  passed: number;
  /** What failed, by name: tests, files that could not be loaded, whole steps. */
  failed: string[];
  skipped: string[];
}

export interface VitestReport {
  testResults: readonly {
    name: string;
    status: string;
    message?: string;
    assertionResults: readonly { fullName: string; status: string }[];
  }[];
}

/** Adds one run's results and returns how many failures it had. */
export function addReport(tally: Tally, run: string, report: VitestReport): number {
  const before = tally.failed.length;
  for (const file of report.testResults) {
    for (const { fullName, status } of file.assertionResults) {
      if (status === 'passed') tally.passed += 1;
      else if (status === 'failed') tally.failed.push(`${run}: ${fullName}`);
      else tally.skipped.push(`${run}: ${fullName}`);
    }
    const failedInside = file.assertionResults.some(({ status }) => status === 'failed');
    if (file.status === 'failed' && !failedInside)
      tally.failed.push(`${run}: ${file.name} (${file.message?.split('\n')[0] ?? 'not loaded'})`);
  }
  return tally.failed.length - before;
}

export const countOf = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`;
