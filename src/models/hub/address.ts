/** Parses what a user typed into the repository and revision of a model on the hub. */
import { refusal } from '../../contract/reasons';

/** A model on the hub. */
export interface HubAddress {
  /** `owner/name`. */
  readonly repo: string;
  /** A branch, a tag or a commit. */
  readonly revision: string;
}

const HUB = 'https://huggingface.co';
const HOSTS = new Set(['huggingface.co', 'www.huggingface.co', 'hf.co']);
const PART = /^[\w.-]+$/;

/**
 * @param typed `owner/name`, or the address of a model's page or of one of its files on huggingface.co.
 *
 * @throws HubFailed with what was expected.
 */
export function hubAddress(typed: string): HubAddress {
  const trimmed = typed.trim();
  const url = URL.parse(/^https?:\/\//.test(trimmed) ? trimmed : `${HUB}/${trimmed.replace(/^\/+/, '')}`);
  const [owner = '', name = '', kind, ...rest] = (url?.pathname ?? '').split('/').filter(Boolean);
  const isHub = url !== null && HOSTS.has(url.host);
  if (!isHub || !PART.test(owner) || !PART.test(name)) {
    throw refusal('HubFailed', { code: 'hub-address', typed: trimmed });
  }
  const revision = kind === 'tree' || kind === 'resolve' || kind === 'blob' ? rest[0] : undefined;
  return { repo: `${owner}/${name}`, revision: revision ?? 'main' };
}
