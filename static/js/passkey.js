// Passkeys: shows what needs the browser's help, and says it when the browser could not.
if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = false;
}
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const notice = document.querySelector("[data-passkey-error]");
  if (!notice) return;
  notice.hidden = false;
  notice.focus();
});
