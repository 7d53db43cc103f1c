import { density, setDensity, setSingleKeys, setTheme, singleKeys, theme } from '../../lib/preferences.ts';
import { Row, Switch } from '../../ui/field.tsx';
import { Segments } from '../../ui/segments.tsx';

export function Appearance() {
  return (
    <section>
      <div class="group-title">
        <h2>Appearance</h2>
        <small>kept in this browser</small>
      </div>
      <div class="group">
        <div class="row">
          <span>Theme</span>
          <div>
            <Segments
              label="Theme"
              value={theme()}
              options={[
                { value: 'system', label: 'As the system' },
                { value: 'light', label: 'Light' },
                { value: 'dark', label: 'Dark' },
              ]}
              onChange={setTheme}
            />
          </div>
        </div>
        <div class="row">
          <span>Density</span>
          <div>
            <Segments
              label="Density"
              value={density()}
              options={[
                { value: 'regular', label: 'Regular' },
                { value: 'compact', label: 'Compact' },
              ]}
              onChange={setDensity}
            />
          </div>
        </div>
        <Row label="Single-key shortcuts" help="/ ? r and g with a letter; ⌘K and ⌘S always work">
          {(ids) => <Switch id={ids.input} describedBy={ids.notes} on={singleKeys()} onChange={setSingleKeys} />}
        </Row>
      </div>
    </section>
  );
}
