/** Draws the bar at the top: the size of the catalogue, the encoder, and the commands that every screen has. */
import type { EncoderFacts } from '../contract/encoder';
import { titleOf, type Command } from './commands/command';
import {
  addFolder,
  addPhotos,
  openVectors,
  searchByPhoto,
  toggleEncoders,
  toggleTable,
  type PageTarget,
} from './commands/page-commands';
import { useReason } from './ui/use-reason';
import { common } from './messages/common';
import { header } from './messages/header';

interface HeaderProps {
  /** What the commands act on. */
  readonly page: PageTarget;
  readonly encoder: EncoderFacts | undefined;
}

export function Header({ page, encoder }: HeaderProps) {
  const note = useReason(encoder?.deviceNote);
  const about = encoder ? [header.encoder(encoder.name), note] : [header.loading];
  return (
    <header className="header">
      <h1>Lookalike</h1>
      <p className="header-count">
        {page.isReady && page.products > 0 ? common.products(page.products) : ''}
      </p>
      <button
        type="button"
        className="header-device"
        data-device={encoder?.device}
        aria-keyshortcuts={toggleEncoders.key}
        title={[...about, titleOf(toggleEncoders)].filter(Boolean).join('. ')}
        onClick={() => {
          toggleEncoders.run(page);
        }}
      >
        {encoder ? common.devices[encoder.device] : header.starting}
        {encoder && encoder.threads > 1 && (
          <span className="header-threads"> · {common.threads(encoder.threads)}</span>
        )}
      </button>
      <nav className="header-actions" aria-label={header.actions}>
        <CommandButton command={searchByPhoto} page={page} isMain />
        <CommandButton command={addFolder} page={page} />
        <CommandButton command={addPhotos} page={page} />
        <CommandButton command={openVectors} page={page} />
        <CommandButton command={toggleTable} page={page} hasIconAlone />
      </nav>
    </header>
  );
}

interface CommandButtonProps {
  readonly command: Command<PageTarget>;
  readonly page: PageTarget;
  readonly isMain?: boolean;
  readonly hasIconAlone?: boolean;
}

function CommandButton({ command, page, isMain = false, hasIconAlone = false }: CommandButtonProps) {
  const { icon: Icon, key, label } = command;
  return (
    <button
      type="button"
      className={isMain ? 'button button-main' : 'button'}
      title={titleOf(command)}
      aria-label={label}
      aria-keyshortcuts={key}
      disabled={!command.isEnabled(page)}
      onClick={() => {
        command.run(page);
      }}
    >
      {Icon && <Icon size={18} aria-hidden />}
      {!hasIconAlone && (
        <>
          {' '}
          <span>{label}</span>
        </>
      )}
    </button>
  );
}
