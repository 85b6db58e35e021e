/** Shows what the catalogue stores on this device, with the button that removes it all. */
import { useEffect, useState } from 'react';
import { common } from '../messages/common';
import { start } from '../messages/start';

/** A second press within this time confirms the removal. */
const ASK_MS = 5000;

interface FooterProps {
  readonly products: number;
  /** Formats the number of products. */
  readonly counted?: (products: number) => string;
  /** Undefined where the browser does not report it. */
  readonly usageBytes: number | undefined;
  readonly offline: boolean;
  readonly onClear: () => void;
}

export function Footer({ products, counted = common.products, usageBytes, offline, onClear }: FooterProps) {
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    if (!asking) return;
    const timer = setTimeout(() => {
      setAsking(false);
    }, ASK_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [asking]);
  return (
    <footer className="footer">
      <p>
        {start.kept(counted(products), usageBytes)}
        {offline && ` · ${start.offline}`}
      </p>
      <button
        type="button"
        className="link-button"
        onClick={() => {
          setAsking(!asking);
          if (asking) onClear();
        }}
      >
        {asking ? start.reallyEmpty(products) : start.empty}
      </button>
    </footer>
  );
}
