// Strokes become pixels: on the screen, and as the picture that is sent.

/** Paints strokes in the sheet's units; the eraser takes away what lies below it. */
export function paint(context, strokes, colour) {
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = colour;
  context.fillStyle = colour;
  for (const { tool, width, points } of strokes) {
    context.globalCompositeOperation = tool === 'eraser' ? 'destination-out' : 'source-over';
    context.lineWidth = width;
    context.beginPath();
    trace(context, points, width);
  }
  context.globalCompositeOperation = 'source-over';
}

/** Through the middles of the pen's steps, bent at its points: a hand's line and not a polygon. */
function trace(context, points, width) {
  const [[x, y], ...rest] = points;
  if (rest.length === 0) {
    context.arc(x, y, width / 2, 0, 2 * Math.PI);
    context.fill();
    return;
  }
  context.moveTo(x, y);
  rest.slice(0, -1).forEach(([px, py], index) => {
    const [nx, ny] = rest[index + 1];
    context.quadraticCurveTo(px, py, (px + nx) / 2, (py + ny) / 2);
  });
  context.lineTo(...rest.at(-1));
  context.stroke();
}

/**
 * The sheet as it is sent: black ink on white paper, without guide lines.
 *
 * @returns {{drawn: number, canvas: HTMLCanvasElement}} drawn: pixels with ink on them
 */
export function picture({ strokes, format: { width, height } }) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  paint(context, strokes, '#000');
  const { data } = context.getImageData(0, 0, width, height);
  let drawn = 0;
  for (let alpha = 3; alpha < data.length; alpha += 4) {
    drawn += data[alpha] > 127;
  }
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  return { drawn, canvas };
}

/** @returns {Promise<Blob>} */
export function png(canvas) {
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}
