/** Paths and responses in; the headers that the app's files are sent with out. */
import { describe, expect, test } from 'vitest';
import { PAGE_POLICY, headersFor, withHeaders } from '../../../src/service-worker/security-headers';

const CSP = 'Content-Security-Policy';

describe('the security headers', () => {
  test('only the models worker may ask the hub', () => {
    expect(headersFor('/assets/models.worker-bhMt8Zo6.js')[CSP]).toContain('https://huggingface.co');
    for (const path of ['/', '/assets/encoder.worker-C5z.js', '/assets/models.worker-x.css', '/models/a.js'])
      expect(headersFor(path)[CSP]).toContain("connect-src 'self';");
  });

  test('the page says itself all but what a meta element cannot', () => {
    expect(headersFor('/')[CSP]).toBe(`${PAGE_POLICY}; frame-ancestors 'none'`);
    expect(PAGE_POLICY).not.toContain('frame-ancestors');
  });

  test('a response keeps its body, status and type, and loses what its server said against isolation', async () => {
    const response = new Response('text', {
      status: 203,
      headers: { 'Content-Type': 'text/javascript', 'Cross-Origin-Embedder-Policy': 'unsafe-none' },
    });
    const sent = withHeaders(response, '/assets/encoder.worker-1.js');
    expect(await sent.text()).toBe('text');
    expect(sent.status).toBe(203);
    expect(sent.headers.get('Content-Type')).toBe('text/javascript');
    expect(sent.headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp');
    expect(sent.headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
  });

  test('a response that hides what it holds is returned as it is', () => {
    const hidden = Response.error();
    expect(withHeaders(hidden, '/')).toBe(hidden);
  });
});
