import { type RefObject, useEffect, useState } from 'react'

/** A few screens ahead: far enough that nobody scrolls into a blank. */
const AHEAD = '2500px 0px'

/** True once the element came near to what is seen, and from then on. */
export function useNearView(ref: RefObject<Element | null>, isThere: boolean): boolean {
  const [wasNear, setNear] = useState(false)
  useEffect(() => {
    const element = ref.current
    if (!element || !isThere || wasNear) return
    const look = ([entry]: readonly IntersectionObserverEntry[]) => entry?.isIntersecting && setNear(true)
    // Ahead of the window, and of whichever part of it scrolls.
    const observer = new IntersectionObserver(look, { root: document, rootMargin: AHEAD, scrollMargin: AHEAD })
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref, isThere, wasNear])
  return wasNear
}
