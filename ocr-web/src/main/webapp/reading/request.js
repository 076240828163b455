// What the pages ask of POST /predict and /predict_text, as an address and as a shell command.
import { authorization } from './key.js';

const alternatives = '5';

/**
 * @param {{model?: string, beam?: string, alphabet?: string, length?: string}} options empty ones stay the server's
 * @param {string} engine empty: the server's default
 * @returns {string} relative to the page
 */
export function predictPath(options, engine) {
  return `predict?${query({ steps: 'true', alternatives, engine, ...options })}`;
}

/**
 * @param {'character'|'text'} kind of a character one also asks what the model sees of it
 * @param {{model?: string}} options
 */
export function writingPath(kind, { model }, engine) {
  return kind === 'text'
    ? `predict_text?${query({ model, engine })}`
    : `predict?${query({ model, engine, input: 'true' })}`;
}

function query(parameters) {
  return new URLSearchParams(Object.entries(parameters).filter(([, value]) => value));
}

/** The request as a curl command; for a sample, one more before it that fetches another sample. */
export function curlCommand(image, options, engine, base) {
  const sample = !image || image.sample;
  const type = image ? image.blob.type || 'application/octet-stream' : 'image/png';
  const file = sample ? `sample.${type.split('/')[1]}` : image.name || 'image.png';
  const lines = [];
  if (sample) {
    lines.push(`curl -sS${key()} -D - -o ${quoted(file)} ${quoted(new URL('test-sample', base))}`);
  }
  lines.push(post(file, type, new URL(predictPath(options, engine).replace('steps=true&', ''), base)));
  return lines.join('\n');
}

/** Reading the saved picture of a sheet as a curl command. */
export function writingCommand(kind, file, options, engine, base) {
  return post(file, 'image/png', new URL(writingPath(kind, options, engine).replace('&input=true', ''), base));
}

function post(file, type, address) {
  return `curl -sS${key()} -H ${quoted(`Content-Type: ${type}`)} --data-binary @${quoted(file)} \\\n  ${quoted(address)}`;
}

/** A key is asked of the shell: it is nothing to show. */
function key() {
  return authorization().Authorization ? ' -H "Authorization: Bearer $KEY"' : '';
}

/** A word that every POSIX shell takes literally. */
function quoted(word) {
  return /^[\w./:=-]+$/.test(word) ? String(word) : `'${String(word).replaceAll("'", "'\\''")}'`;
}
