/** Lines of columns: the first to the left, numbers to the right. */
export function table(rows) {
  const texts = rows.map((row) => row.map(cell));
  const widths = texts[0].map((_, column) => Math.max(...texts.map((row) => row[column].length)));
  return texts
    .map((row) =>
      row
        .map((text, column) => (column === 0 ? text.padEnd(widths[0]) : text.padStart(widths[column])))
        .join('  '),
    )
    .join('\n');
}

function cell(value) {
  return typeof value === 'number' ? value.toLocaleString('en-US') : String(value);
}
