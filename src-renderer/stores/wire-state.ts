import { create } from 'zustand'
import { bridge } from '../bridge/bridge.ts'
import type { WireState } from '../bridge/host-bridge.ts'

/** Whether the host can be heard. */
export const useWireState = create<{ readonly state: WireState }>(() => ({ state: 'connecting' }))

bridge.onState(state => useWireState.setState({ state }))
