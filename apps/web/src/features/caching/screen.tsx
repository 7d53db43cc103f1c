import { SettingsScreen } from '../../lib/item/settings-screen.tsx';
import { Connection } from './connection.tsx';
import { StoreNow } from './store-now.tsx';
import { TypedStore } from './typed-store.tsx';
import './caching.css';

/** What the gateway remembers and for how long, how its store is right now, and whether the gateway reaches it. */
export default function Caching() {
  return (
    <SettingsScreen
      title="Caching"
      kinds={['cache']}
      notes={(draft) => <TypedStore draft={draft} />}
      above={
        <>
          <StoreNow />
          <Connection />
        </>
      }
    />
  );
}
