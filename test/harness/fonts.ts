import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const packages = path.resolve(import.meta.dirname, '../../node_modules/@expo-google-fonts');
const weights = ['400Regular', '500Medium', '700Bold'];

/**
 * A fonts.conf for FONTCONFIG_FILE that puts npm's Noto Sans TC before everything, as every generic family: pictures look alike on every
 * machine, and Chinese is drawn where no font is installed. Characters that only Simplified Chinese has come from Noto Sans SC, of npm or
 * of the machine.
 */
export function writeFontsConfiguration(folder: string): string {
  mkdirSync(path.join(folder, 'fontconfig'), { recursive: true });
  const places = ['noto-sans-tc', 'noto-sans-sc'].flatMap((name) =>
    weights.map((weight) => path.join(packages, name, weight)),
  );
  // Debian's fonts-noto-cjk. The rest of /usr/share/fonts would win over Noto for Latin letters.
  places.push('/usr/share/fonts/opentype/noto');
  const folders = places.filter((place) => existsSync(place)).map((place) => `  <dir>${place}</dir>`);
  const simplified = '<family>Noto Sans SC</family><family>Noto Sans CJK SC</family>';
  const families = [
    'sans-serif',
    'serif',
    'monospace',
    'system-ui',
    'PingFang TC',
    'Microsoft JhengHei',
    'Arial',
    'Helvetica',
  ].map(
    (family) =>
      `  <alias binding="same"><family>${family}</family><prefer><family>Noto Sans TC</family>${simplified}</prefer></alias>`,
  );
  const file = path.join(folder, 'fonts.conf');
  const lines = ['<?xml version="1.0"?>', '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">', '<fontconfig>'];
  writeFileSync(
    file,
    [
      ...lines,
      ...folders,
      `  <cachedir>${path.join(folder, 'fontconfig')}</cachedir>`,
      ...families,
      '</fontconfig>',
      '',
    ].join('\n'),
  );
  return file;
}
