export { type Developed, inDarkroom } from './develop.ts';
export { withPicture } from './receive.ts';
export { fileOf, keepPicture } from './records.ts';
export { sendPicture } from './send.ts';
