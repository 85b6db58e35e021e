/** Says the reason that a message is, by a chunk that comes when the first reason is to be said. */
import { useEffect, useState } from 'react';
import { reasonOf } from '../../contract/reasons';

type ReasonText = (message: string) => string;

let come: ReasonText | undefined;

/**
 * The text for the message of an error. A reason is undefined until its words have come; a chunk that cannot be had is
 * an unhandled rejection, which the page shows as its failure.
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
