/** Translates a reason into text, by a chunk that loads when the first reason is shown. */
import { useEffect, useState } from 'react';
import { reasonOf } from '../../contract/reasons';

type ReasonText = (message: string) => string;

let come: ReasonText | undefined;

/**
 * Returns the text for an error's message. The text of a reason is undefined until the chunk is loaded. A chunk that
 * cannot be loaded is an unhandled rejection, which becomes the page's failure.
 */
export function useReason(message: string | undefined): string | undefined {
  const [say, setSay] = useState(() => come);
  const isReason = message !== undefined && reasonOf(message) !== undefined;
  useEffect(() => {
    if (!isReason || say) return;
    let current = true;
    void import('../messages/reason-text').then(({ reasonText }) => {
      come = reasonText;
      if (current) setSay(() => reasonText);
    });
    return () => {
      current = false;
    };
  }, [isReason, say]);
  return isReason ? say?.(message) : message;
}
