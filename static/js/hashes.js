// The signer's own browser counts the hash of the document it got: what is shown is what is signed.
for (const place of document.querySelectorAll("[data-hash-of]")) {
  if (!globalThis.crypto?.subtle) continue; // only over HTTPS and on one's own machine
  fetch(place.dataset.hashOf)
    .then((answer) => answer.arrayBuffer())
    .then((bytes) => crypto.subtle.digest("SHA-256", bytes))
    .then((digest) => {
      const hash = [...new Uint8Array(digest)].map((n) => n.toString(16).padStart(2, "0")).join("");
      const same = hash === place.dataset.hash;
      place.textContent = same ? place.dataset.ok : place.dataset.bad;
      place.classList.add(same ? "sign__check--ok" : "sign__check--bad");
    })
    .catch(() => {});
}
