// What the page asks of POST /predict, as an address and as a shell command.

const alternatives = '5';

/**
 * @param {{model?: string, beam?: string, alphabet?: string, length?: string}} options empty ones stay the server's
 * @param {string} engine empty: the server's default
 * @returns {string} relative to the page
 */
export function predictPath(options, engine) {
  const query = new URLSearchParams({ steps: 'true', alternatives });
  for (const [name, value] of Object.entries({ engine, ...options })) {
    if (value) {
      query.set(name, value);
    }
  }
  return `predict?${query}`;
}

/** The request as a curl command; for a sample, one more before it that fetches another sample. */
export function curlCommand(image, options, engine, base) {
  const sample = !image || image.sample;
  const type = image ? image.blob.type || 'application/octet-stream' : 'image/png';
  const file = sample ? `sample.${type.split('/')[1]}` : image.name || 'image.png';
  const lines = [];
  if (sample) {
    lines.push(`curl -sS -D - -o ${quoted(file)} ${quoted(new URL('test-sample', base))}`);
  }
  const address = new URL(predictPath(options, engine).replace('steps=true&', ''), base);
  lines.push(`curl -sS -H ${quoted(`Content-Type: ${type}`)} --data-binary @${quoted(file)} \\\n  ${quoted(address)}`);
  return lines.join('\n');
}

/** A word that every POSIX shell takes literally. */
function quoted(word) {
  return /^[\w./:=-]+$/.test(word) ? String(word) : `'${String(word).replaceAll("'", "'\\''")}'`;
}
