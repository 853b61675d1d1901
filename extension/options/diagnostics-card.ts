import { element } from '../shared-ui/element';
import { text } from '../texts/text';
import { card } from './card';
import { copyButton } from './copy-button';
import { diagnose, type Finding } from './diagnostics';
import { problemNote } from './problem-note';

/** A report for whoever is to help: shown first, so that nobody passes on what they have not seen. */
export function diagnosticsCard(): HTMLElement {
  const report = element('div', { class: 'report' });
  const show = element('button', { type: 'button' }, text('showDiagnostics'));
  show.addEventListener('click', async () => {
    const findings = await diagnose().catch(() => undefined);
    report.replaceChildren(...(findings ? reportOf(findings) : [problemNote('failed')]));
  });
  return card('diagnostics', element('p', {}, text('diagnosticsWhat')), show, report);
}

function reportOf(findings: Finding[]): HTMLElement[] {
  const rows = findings.flatMap(({ about, is }) => [element('dt', {}, text(about)), element('dd', {}, is)]);
  const lines = findings.map(({ about, is }) => `${text(about)}: ${is}`).join('\n');
  return [element('dl', { class: 'findings' }, ...rows), copyButton(lines, 'diagnosticsCopied')];
}
