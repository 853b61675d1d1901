/** Words that may not stand in the sources, each with the reason. */
import { withoutComments } from './arrows.mjs';

const IN_ALL = [[/\b(TODO|FIXME|XXX)\b(?!.*#\d+)/, 'needs the number of an issue (#12) on the same line']];

const IN_CODE = [[/@ts-(ignore|nocheck)\b/, 'hides an error; say what is true instead']];

const IN_EXTENSION = [
  [
    /\b(inner|outer)HTML\b|\binsertAdjacentHTML\b|\bdocument\.write(ln)?\(/,
    'turns text into markup; build elements',
  ],
  [/\bMath\.random\b/, 'can be guessed; use crypto.getRandomValues'],
  [/\bpostMessage\([^)]*['"]\*['"]/, 'speaks to everyone; use the MessagePort'],
  [/\blocalStorage\b|\bsessionStorage\b|\bdocument\.cookie\b/, 'is no place for anything of ours'],
  [/\bon[mM]essageExternal\b|\bonConnectExternal\b/, 'lets others in; nobody outside may call'],
];

/** Faults of `files`, a map from paths to texts, as sentences with their line. */
export function wordFaults(files) {
  return [...files].flatMap(([path, text]) => [
    ...faultsIn(path, text, IN_ALL),
    ...(/\.[mc]?[jt]s$/.test(path) ? faultsIn(path, text, IN_CODE) : []),
    ...(/^extension\/.*\.ts$/.test(path) ? faultsIn(path, blankComments(text), IN_EXTENSION) : []),
  ]);
}

function faultsIn(path, text, rules) {
  return text.split('\n').flatMap((line, index) => {
    const broken = rules.filter(([pattern]) => pattern.test(line));
    return broken.map(([pattern, reason]) => `${path}:${index + 1}: "${pattern.exec(line)[0]}" ${reason}.`);
  });
}

/** Comments may name what the code must not do. The lines keep their numbers. */
function blankComments(text) {
  const blocks = text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ''));
  return withoutComments(blocks);
}
