/** Sends JSON to the site and takes its JSON answer; a refusal becomes an error with the site's sentence. */
export async function post<Answer>(path: string, body: unknown = {}): Promise<Answer> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw Object.assign(new Error(answer.error), { name: 'Refused by the server' });
  return answer as Answer;
}
