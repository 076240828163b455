// The HTTP API as functions. Every failure is a Problem, whatever went wrong.
import { t } from '../i18n/index.js';
import { authorization } from './key.js';
import { predictPath, writingPath } from './request.js';

/** What the server (RFC 9457) or the page says about a failure. */
export class Problem extends Error {
  constructor({
    title,
    detail = '',
    code = '',
    status = 0,
    requestId = '',
    available = [],
    retryAfter = 0,
    local = false,
  }) {
    super(title);
    Object.assign(this, { title, detail, code, status, requestId, available, retryAfter, local });
  }
}

/** @returns {Promise<{blob: Blob, id: string, truth: string|null}>} */
export async function fetchSample(signal) {
  const answer = await ask('test-sample', {
    signal,
    cache: 'no-store',
    headers: { Accept: 'image/*, application/problem+json' },
  });
  return {
    blob: await answer.blob(),
    id: answer.headers.get('X-Sample-Id') ?? '',
    truth: answer.headers.get('X-True-Label'),
  };
}

export function predict(blob, options, engine, signal) {
  return post(predictPath(options, engine), blob, signal);
}

/** Reads what was written on a sheet: one character, or a text. */
export function readWriting(blob, kind, options, engine, signal) {
  return post(writingPath(kind, options, engine), blob, signal);
}

export async function fetchEngines() {
  return (await ask('api/v1/engines', json())).json();
}

export async function fetchModels() {
  return (await ask('api/v1/models', json())).json();
}

export async function fetchService() {
  return (await ask('./', json())).json();
}

function json() {
  return { cache: 'no-store', headers: { Accept: 'application/json' } };
}

async function post(path, blob, signal) {
  const headers = { 'Content-Type': blob.type || 'application/octet-stream', Accept: 'application/json' };
  return (await ask(path, { method: 'POST', body: blob, headers, signal })).json();
}

async function ask(path, request) {
  let answer;
  try {
    const headers = { ...request.headers, ...authorization() };
    answer = await fetch(new URL(path, document.baseURI), { ...request, headers });
  } catch (failure) {
    if (failure.name === 'AbortError') {
      throw failure;
    }
    throw new Problem({ title: t('problem.network'), detail: t('problem.network.detail'), local: true });
  }
  if (!answer.ok) {
    throw await problemOf(answer);
  }
  return answer;
}

async function problemOf(answer) {
  const retryAfter = Number(answer.headers.get('Retry-After')) || 0;
  try {
    const body = await answer.json();
    if (body.title) {
      return new Problem({ ...body, retryAfter });
    }
  } catch {
    // Not JSON: a proxy's page, say. The status is all there is to tell.
  }
  const detail = t('problem.answer.detail', { status: answer.status });
  return new Problem({ title: t('problem.answer'), detail, status: answer.status, retryAfter, local: true });
}
