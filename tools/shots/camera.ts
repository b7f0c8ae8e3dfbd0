// Photos for pictures of photos: drawn, since no camera is at hand and nobody's door shall be shown.
import sharp from 'sharp';

const door = `
  <rect width="900" height="1200" fill="#cfc6b4"/><rect y="980" width="900" height="220" fill="#8d8577"/>
  <rect x="90" y="120" width="720" height="150" fill="#17547f"/><rect x="150" y="170" width="420" height="46" fill="#f4efe4"/>
  <rect x="120" y="300" width="300" height="680" fill="#5b6f7d"/><rect x="480" y="300" width="300" height="680" fill="#44545f"/>
  <rect x="150" y="340" width="240" height="420" fill="#a9c0cc"/><rect x="510" y="340" width="240" height="600" fill="#8fa7b4"/>
  <circle cx="530" cy="690" r="16" fill="#e7dcc2"/><rect x="180" y="800" width="180" height="120" fill="#e7dcc2"/>`;
const shelf = `
  <rect width="1200" height="900" fill="#e6dfd0"/>
  ${[120, 380, 640].map((y) => `<rect x="60" y="${y + 190}" width="1080" height="24" fill="#7b6a52"/>`).join('')}
  ${[120, 380, 640].flatMap((y, row) => [0, 1, 2, 3, 4].map((at) => `<rect x="${90 + at * 212}" y="${y + ((at + row) % 3) * 18}" width="180" height="${190 - ((at + row) % 3) * 18}" fill="${['#b3362a', '#17547f', '#f4efe4', '#2f7a4d', '#d6a33c'][(at + row * 2) % 5]}"/>`)).join('')}`;

const photo = (width: number, height: number, drawing: string): Promise<Buffer> =>
  sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${drawing}</svg>`))
    .jpeg({ quality: 85 })
    .toBuffer();

/** The front of a firm, upright. */
export const photoOfDoor = (): Promise<Buffer> => photo(900, 1200, door);
/** A shelf with paper, lying. */
export const photoOfShelf = (): Promise<Buffer> => photo(1200, 900, shelf);
