import type { SentenceId } from './model.js';

/** The documented sentences, shortened; rules name them as their source. */
export const SENTENCES: Readonly<Record<SentenceId, string>> = {
  D1: 'All endpoints use `client_id` to authenticate; a missing or incorrect one returns 400 or another related error.',
  D2: 'JSON over HTTP; requests are POST.',
  D3: 'Responses are JSON, a small subset binary.',
  D4: 'Errors carry `error_code` and `error_type` in the body; these come before the HTTP status for identifying application errors.',
  D5: 'HTTPS with TLS 1.2+; HTTP and lower TLS are not supported.',
  D6: 'Clients verify against an up-to-date root bundle, never by pinning.',
  D7: 'Every request has `Content-Type: application/json` and a valid JSON body.',
  D8: 'Two environments; Attributes, Sources and Destinations cannot be moved between them.',
  D9: 'Tokens are sensitive, consumer data is sensitive; other identifiers are meant for logs and debugging.',
  D10: '200 completed · 201 a new resource was created · 400 missing or invalid parameter · 401 authentication lacking, e.g. incorrect client_id or Bearer token · 403 no permission · 404 no such resource · 429 rate limit of this endpoint · 500 server error · 503 unavailable.',
  D11: 'The API evolves; versions and deprecations are announced.',
  D12: 'The spec and the Postman collection can be imported.',
};
