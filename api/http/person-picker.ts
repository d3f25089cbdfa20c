/** Somebody as whom a developer may ask, with a token of the local issuer. */
export interface DevelopmentPerson {
  /** What the picker calls them, such as officer. */
  readonly name: string;
  readonly token: string;
}

/** JSON that may stand in a script of a page: no value of it ends the script. */
const inScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/**
 * A picker of persons for GraphiQL: whoever is picked asks in every tab that names no token of its own. The browser
 * keeps who it was.
 */
export const personPicker = (people: readonly DevelopmentPerson[]): string =>
  people.length === 0
    ? ''
    : `<style>
  #shixian-person { position: fixed; right: 12px; bottom: 12px; z-index: 20; font: 14px system-ui, sans-serif;
    padding: 4px 8px; border: 1px solid #ccc; border-radius: 6px; background: #fff; color: #222; }
</style>
<label id="shixian-person">以谁的身份 Ask as <select aria-label="Ask as"></select></label>
<script>
  (() => {
    const people = ${inScript(people)};
    const select = document.querySelector('#shixian-person select');
    select.append(new Option('nobody', ''), ...people.map(({ name }) => new Option(name, name)));
    const kept = localStorage.getItem('shixian-person') ?? 'officer';
    select.value = people.some(({ name }) => name === kept) ? kept : '';
    select.addEventListener('change', () => localStorage.setItem('shixian-person', select.value));
    const send = window.fetch;
    window.fetch = (address, init = {}) => {
      const headers = new Headers(init.headers);
      const person = people.find(({ name }) => name === select.value);
      if (person && !headers.has('authorization')) headers.set('authorization', 'Bearer ' + person.token);
      return send(address, { ...init, headers });
    };
  })();
</script>`;
