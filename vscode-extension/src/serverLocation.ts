/** Where the `oxur` launcher is. Free of VS Code. */
import * as path from 'node:path';

export interface Surroundings {
  /** The setting `oxur.serverPath`. */
  configured: string;
  extensionPath: string;
  /** The environment's PATH. */
  searchPath: string;
  isExecutable: (file: string) => boolean;
}

/** The launcher's path, or the reason why there is none. */
export type ServerLocation = { launcher: string } | { missing: string };

/** The setting; else the server that the extension carries; else PATH. */
export function serverLocation({ configured, extensionPath, searchPath, isExecutable }: Surroundings): ServerLocation {
  if (configured !== '') {
    return isExecutable(configured)
      ? { launcher: configured }
      : { missing: `The setting oxur.serverPath names '${configured}', which is not an executable file.` };
  }
  const candidates = [
    path.join(extensionPath, 'server', 'oxur'),
    ...searchPath
      .split(path.delimiter)
      .filter((directory) => directory !== '')
      .map((directory) => path.join(directory, 'oxur')),
  ];
  const launcher = candidates.find(isExecutable);
  return launcher === undefined
    ? { missing: 'This build of the extension carries no server, and there is no `oxur` on PATH. Set oxur.serverPath.' }
    : { launcher };
}
