import { Pane } from '../../ui/pane.tsx';
import { Account } from './account.tsx';
import { Appearance } from './appearance.tsx';
import { Changes } from './changes.tsx';
import { Export } from './export.tsx';
import { People } from './people.tsx';
import { Regent } from './regent.tsx';
import { Sessions } from './sessions.tsx';
import { Tokens } from './tokens.tsx';
import { Vault } from './vault.tsx';
import './settings.css';

/** What belongs to the person who is signed in, and to Regent itself. */
export default function Settings() {
  return (
    <Pane title="Settings" grouped>
      <div class="scroll" tabIndex={0}>
        <div class="page narrow">
          <Appearance />
          <Account />
          <Sessions />
          <People />
          <Tokens />
          <Vault />
          <Export />
          <Changes />
          <Regent />
        </div>
      </div>
    </Pane>
  );
}
