// Scripts that wait in a template until they are needed.

/** Has them run, in their order. True if all have come; one that has not stays for another try.
 * @param {HTMLTemplateElement} template */
export async function bringIn({ content }) {
  const come = [...content.querySelectorAll("script[src]")].map((held) => new Promise((done) => {
    held.remove();
    const script = document.createElement("script"); // a copied one would not be run
    for (const { name, value } of held.attributes) script.setAttribute(name, value);
    const onerror = () => (script.remove(), content.append(held), done(false));
    document.body.append(Object.assign(script, { async: false, onload: () => done(true), onerror }));
  }));
  return (await Promise.all(come)).every(Boolean);
}
