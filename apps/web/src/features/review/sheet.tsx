export default function Soon() { return <main class="pane" />; }
