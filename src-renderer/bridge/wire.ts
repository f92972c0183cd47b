/** One connection, of whatever make. It tells its listener and takes texts while it is open. */
export type Wire = { send(text: string): void }
export type WireListener = {
  opened(): void
  heard(text: string): void
  /** Once, whether it was open before or not. */
  closed(): void
}

/** The browser's WebSocket. The token goes as a protocol: it then stands in no address and no log. */
export function openWire(address: string, token: string, listener: WireListener): Wire {
  const socket = new WebSocket(address, ['postdesk', token])
  socket.onopen = () => listener.opened()
  socket.onmessage = ({ data }) => listener.heard(String(data))
  socket.onclose = () => listener.closed()
  return socket
}
