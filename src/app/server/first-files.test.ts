import { describe, expect, it } from 'vitest';
import { firstFiles } from './first-files.ts';

const built = {
  'index.html': { file: 'assets/entry.js' },
  _shared: { file: 'assets/shared.js', css: ['assets/shared.css'] },
  'src/platform/web/texts/zh-hant.ts': { file: 'assets/zh-hant.js' },
  'src/platform/web/texts/en.ts': { file: 'assets/en.js' },
  'src/app/web/visit.tsx': { file: 'assets/visit.js', imports: ['_shared', 'index.html'] },
};
const links = firstFiles(built, '<script src="/assets/entry.js">');
const visit = '/visits/01a209dc-2e20-7581-be83-94c01ed34790';

describe('what a screen will ask for', () => {
  it('is its code once, its styles, and the texts in the language asked for', () => {
    expect(links({ pathname: visit, language: 'en', signedIn: false })).toBe(
      [
        '</assets/en.js>; rel=modulepreload; crossorigin; fetchpriority=low',
        '</assets/visit.js>; rel=modulepreload; crossorigin; fetchpriority=low',
        '</assets/shared.js>; rel=modulepreload; crossorigin; fetchpriority=low',
        '</assets/shared.css>; rel=preload; as=style; crossorigin; fetchpriority=low',
      ].join(', '),
    );
  });

  it('is, for somebody signed in, also who that is and the record', () => {
    const told = links({ pathname: visit, language: 'zh-Hant', signedIn: true });
    expect(told).toContain('</api/v1/me>; rel=preload; as=fetch; crossorigin');
    expect(told).toContain(`</api/v1${visit}>; rel=preload; as=fetch; crossorigin`);
  });

  it.each(['/visits/new', `${visit}/x`, '/somewhere', '/visits/%3E%3Bx'])('knows no record at %s', (pathname) => {
    expect(links({ pathname, language: 'en', signedIn: true })).not.toContain('/visits/');
  });
});
