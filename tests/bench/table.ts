/** Lines of columns: the first to the left, the others to the right. */
export function table(rows: string[][]): string {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const cell = (text: string, column: number) =>
    column === 0 ? text.padEnd(width(0)) : text.padStart(width(column));
  return rows.map((row) => row.map(cell).join('  ')).join('\n');
}
