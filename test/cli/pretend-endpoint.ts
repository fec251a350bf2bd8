// An endpoint on this machine that answers as OpenAI-compatible ones do: right, or as a test has it, request by request.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Asked {
  path: string;
  headers: IncomingHttpHeaders;
  body: { model: string; response_format?: unknown; messages: { role: string; content: string }[] };
}

/** Answers the request, or leaves it without an answer. @param number  of the request, from 1 */
export type Behaviour = (response: ServerResponse, asked: Asked, number: number) => void;

export interface PretendEndpoint {
  url: string;
  /** All requests that came. */
  asked: Asked[];
}

export async function pretendEndpoint(behaviour: Behaviour = answerRight): Promise<PretendEndpoint> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const { url: path = '', headers } = request;
    asked.push({ path, headers, body: JSON.parse(text) });
    behaviour(response, asked.at(-1)!, asked.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, asked };
}

export function say(response: ServerResponse, content: string | null): void {
  response.setHeader('content-type', 'application/json');
  response.end(
    JSON.stringify({ choices: [{ message: { role: 'assistant', content } }], usage: { total_tokens: 900 } }),
  );
}

export function refuse(
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
  body = '',
): void {
  response.writeHead(status, headers).end(body);
}

export const answerRight: Behaviour = (response, asked) => say(response, JSON.stringify({ grades: gradesOf(asked) }));

/** Who asks for a sofa is glad of sofas: kinds that were liked are good, those that were not are bad. */
export function gradesOf({ body }: Asked) {
  const [profile = '', items = ''] = body.messages.at(-1)!.content.split('\nItems:\n');
  const kindOf = (line: string) => /category: (\w+)/.exec(line)?.[1];
  const liked = new Set(profile.split('\n').flatMap((line) => (line.startsWith('+') ? (kindOf(line) ?? []) : [])));
  const lines = items.split('\n').filter((line) => /^\d+\. /.test(line));
  return lines.map((line, i) => {
    const isGood = liked.has(kindOf(line)!);
    return { n: i + 1, grade: isGood ? 4 : 0, reason: isGood ? 'nothing' : 'disliked' };
  });
}
