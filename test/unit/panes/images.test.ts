import {expect, it} from 'vitest';
import {shortImage} from '../../../source/panes/images.ts';

it.each([
  ['nginx:1.27', 'nginx:1.27'],
  ['media/api:1.8', 'media/api:1.8'],
  ['registry.example.org/media/api:1.8', 'media/api:1.8'],
  ['registry:5000/api:1.8@sha256:0123', 'api:1.8'],
  ['localhost/api', 'api'],
  ['', ''],
])('shows %s without registry and digest', (image, short) => {
  expect(shortImage(image)).toBe(short);
});
