import { create } from 'zustand'
import { bridge, type WireState } from '../bridge/bridge.ts'

/** Whether the host can be heard. */
export const useWireState = create<{ readonly state: WireState }>(() => ({ state: 'connecting' }))

bridge.onState(state => useWireState.setState({ state }))
