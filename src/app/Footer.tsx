/** The catalogue's size in; what lies on this device, and the way to remove it all, out. */
import { useEffect, useState } from 'react';
import { count, counted, size } from './format';

/** A second press within this time means it. */
const ASK_MS = 5000;

interface FooterProps {
  readonly products: number;
  /** What one of them is called. */
  readonly word?: string;
  /** Undefined where the browser does not tell. */
  readonly usageBytes: number | undefined;
  readonly offline: boolean;
  readonly onClear: () => void;
}

export function Footer({ products, word = 'product', usageBytes, offline, onClear }: FooterProps) {
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
        {counted(products, word)} ·{usageBytes !== undefined && ` ${size(usageBytes)}`} in this browser, and
        nowhere else
        {offline && ' · works offline'}
      </p>
      <button
        type="button"
        className="link-button"
        onClick={() => {
          setAsking(!asking);
          if (asking) onClear();
        }}
      >
        {asking ? `Really remove all ${count(products)}?` : 'Empty the catalogue'}
      </button>
    </footer>
  );
}
