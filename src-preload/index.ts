import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'
import type { Bridge } from './contract/bridge.ts'

/**
 * All that the page gets from the desktop: two functions. The page never sees ipcRenderer or an event object, through
 * which it could reach the rest of the process.
 */
const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke('postdesk:call', name, input),
  on(listener) {
    const relay = (_event: IpcRendererEvent, batch: Parameters<typeof listener>[0]) => listener(batch)
    ipcRenderer.on('postdesk:event', relay)
    return () => {
      ipcRenderer.off('postdesk:event', relay)
    }
  },
}

contextBridge.exposeInMainWorld('postdesk', bridge)
