interface Answered {
  url: string;
  status: number;
  body: object;
}

/**
 * In place of `fetch`: the page of a class came with the answer to its first question. Taken once: whoever asks again wants
 * a new one.
 */
export function fetchAhead(url: string, init: RequestInit): Promise<Response> {
  const element = document.getElementById('ahead');
  // By the server that the page is from, like the page's own code.
  const ahead = element?.textContent ? (JSON.parse(element.textContent) as Answered) : undefined;
  element?.remove();
  if (ahead?.url !== url) return fetch(url, init);
  return Promise.resolve(new Response(JSON.stringify(ahead.body), { status: ahead.status }));
}
