// Beside the page: brings tiles, reads and draws them, so that the page never stops for it.
// The first message names the scripts to load; then {id, url, layer, …} asks, {id, stop} gives up.
"use strict";
const asked = new Map();

async function make({ id, url, layer, side, shown, zoom, language }) {
  const stop = new AbortController();
  asked.set(id, stop);
  try {
    const answer = await fetch(url, { signal: stop.signal });
    if (!answer.ok) throw new Error(answer.status);
    const buffer = answer.status === 204 ? null : await answer.arrayBuffer();
    if (stop.signal.aborted) return;
    const read = buffer && AggloMap.readTile(new Uint8Array(buffer))[0];
    if (!read) {
      self.postMessage({ id });
      return;
    }
    const canvas = new OffscreenCanvas(side, side);
    const isShown = (said) => !shown || !said.phase || shown.includes(said.phase);
    AggloMap.drawTile(canvas, layer, read, isShown);
    const labels = AggloMap.labelsOfTile(layer, read, zoom, language, isShown);
    const bitmap = canvas.transferToImageBitmap();
    self.postMessage({ id, bitmap, labels }, [bitmap]);
  } catch (error) {
    if (error.name !== "AbortError") self.postMessage({ id, error: String(error) });
  } finally {
    asked.delete(id);
  }
}

self.onmessage = ({ data }) => {
  if (data.scripts) importScripts(...data.scripts);
  else if (data.stop) asked.get(data.id)?.abort();
  else make(data);
};
