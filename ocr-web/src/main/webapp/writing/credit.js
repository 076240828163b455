// Who read, and how long it took on the server.
import { milliseconds } from '../i18n/index.js';

export function credit(answer) {
  const { model, engine, timings } = answer ?? {};
  const time = timings?.total === undefined ? '' : milliseconds(timings.total);
  return [model, engine, time].filter(Boolean).join('  ·  ');
}
