/** Finds Chromium and its driver, and installs them where the system's package manager may. */
import { run } from './command.mjs';
import { installWithApt, isDebian } from './debian.mjs';
import { isProgram, onPath } from './on-path.mjs';
import { chromeMajor } from './tool-versions.mjs';
import { Trouble } from './trouble.mjs';

/** Since this version, Google's branded builds ignore `--load-extension`. */
const BRANDED_WITHOUT_LOADING = 137;

const PROGRAMS = {
  chromium: {
    variable: 'XENON_CHROMIUM',
    debian: 'chromium',
    candidates: [
      'chromium',
      'chromium-browser',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
      'google-chrome',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ],
    elsewhere: 'brew install --cask chromium',
  },
  chromedriver: {
    variable: 'XENON_CHROMEDRIVER',
    debian: 'chromium-driver',
    candidates: ['chromedriver'],
    elsewhere: 'brew install --cask chromedriver',
  },
};

/** Paths of the wanted programs, for instance `{ chromium, chromedriver }`. */
export async function installBrowser(wanted) {
  const missing = wanted.filter((name) => !find(PROGRAMS[name]));
  if (missing.length > 0) await installWithApt(missing.map((name) => PROGRAMS[name].debian));
  const found = Object.fromEntries(wanted.map((name) => [name, required(name)]));
  if (found.chromium) await requireUsable(found.chromium);
  if (found.chromium && found.chromedriver) await requireSameMajor(found);
  return found;
}

function find({ variable, candidates }) {
  const stated = process.env[variable];
  if (!stated) return candidates.map(onPath).find(Boolean);
  if (isProgram(stated)) return stated;
  throw new Trouble(`${variable} says ${stated}, but there is no program there.`);
}

function required(name) {
  const program = PROGRAMS[name];
  const path = find(program);
  if (path) return path;
  const command = isDebian() ? `sudo apt-get install ${program.debian}` : program.elsewhere;
  throw new Trouble(`${name} is missing: run \`${command}\`, or set ${program.variable} to its path.`);
}

async function requireUsable(chromium) {
  const version = await versionOf(chromium);
  if (version.major < chromeMajor()) {
    throw new Trouble(
      `Xenon needs Chromium ${chromeMajor()} or newer and ${chromium} is "${version.text}": update it.`,
    );
  }
  if (/^Google Chrome \d/.test(version.text) && version.major >= BRANDED_WITHOUT_LOADING) {
    throw new Trouble(
      `"${version.text}" cannot load an extension from a command line: install Chromium or Chrome for Testing and set XENON_CHROMIUM to its path.`,
    );
  }
}

async function requireSameMajor({ chromium, chromedriver }) {
  const [browser, driver] = await Promise.all([versionOf(chromium), versionOf(chromedriver)]);
  if (browser.major === driver.major) return;
  throw new Trouble(
    `"${driver.text}" cannot drive "${browser.text}": set XENON_CHROMEDRIVER to a driver of version ${browser.major}.`,
  );
}

async function versionOf(program) {
  const { output } = await run(program, ['--version']);
  const text = /^\D*(\d+)\.\d+\.\d+.*$/m.exec(output);
  if (!text)
    throw new Trouble(`${program} does not tell its version: ${output.trim() || 'it printed nothing'}.`);
  return { text: text[0].replace(/ \(.*| built on.*/, '').trim(), major: Number(text[1]) };
}
