const SVG = 'http://www.w3.org/2000/svg';

/** Each drawn with strokes of 2 on a grid of 24. */
const STROKES = {
  check: 'M5 12.5l4.6 4.6L19.5 7.2',
  eye: 'M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12z M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  'eye-off':
    'M4 4l16 16 M9.9 5.7A9.6 9.6 0 0 1 12 5.5c6.4 0 10 6.5 10 6.5a17 17 0 0 1-3 3.8 M6.4 7.2A16.3 16.3 0 0 0 2 12s3.6 6.5 10 6.5a9.8 9.8 0 0 0 4.6-1.1 M10 10a3 3 0 0 0 4 4',
  warning: 'M12 3.5l9.5 16.5h-19z M12 10v4.5 M12 17.3v.2',
  lock: 'M6 11h12v9H6z M8.5 11V7.5a3.5 3.5 0 0 1 7 0V11',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z M12 7v5.2l3.6 2.1',
  ended: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z M12 7.5v5.5 M12 16.3v.2',
} as const;

export type IconName = keyof typeof STROKES;

/** A small drawing beside words that say the same: assistive technology does not see it. */
export function icon(name: IconName): SVGSVGElement {
  const drawing = document.createElementNS(SVG, 'svg');
  drawing.setAttribute('viewBox', '0 0 24 24');
  drawing.setAttribute('class', 'icon');
  drawing.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', STROKES[name]);
  drawing.append(path);
  return drawing;
}
