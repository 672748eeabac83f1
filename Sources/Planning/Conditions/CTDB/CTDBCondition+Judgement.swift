internal import ClusterModel

extension CTDBPostcondition {
    /// Whether the observation shows it. Unknown proves nothing.
    func isSatisfied(in observed: ObservedState) -> Bool {
        switch self {
        case .lockDirectory(let host, let lock):
            CTDBPrecondition.lockMounted(host, lock).violation(in: observed.host(host)) == nil
                || observed.host(host).ctdb.lockDirectory.isKnown { $0.isImmutable != .known(false) }
        case .lockMounted(let host, let lock):
            CTDBPrecondition.lockMounted(host, lock).violation(in: observed.host(host)) == nil
                && observed.host(host).ctdb.units.isKnown {
                    $0.lock.state.active == "active" && $0.lock.state.enablement == "enabled"
                }
        case .unitsRead(let host): observed.host(host).ctdb.units.isKnown { !$0.areStale }
        case .runs(let host):
            observed.host(host).ctdb.units.isKnown {
                $0.daemon.state.active == "active" && $0.daemon.state.enablement == "enabled"
                    && !$0.daemonIsOlderThanMount
            }
        case .stopped(let host): observed.host(host).ctdb.units.isKnown { $0.daemon.state.active == "inactive" }
        case .tunable(let host, let tunable):
            observed.host(host).ctdb.view.isKnown { $0.tunables.isKnown { $0[tunable.name] == tunable.value } }
        case .nodes(let host, let nodes):
            observed.host(host).ctdb.view.isKnown { NodeReload.isInForce(nodes, in: $0) }
        case .addresses(let host, let addresses):
            observed.host(host).ctdb.view.isKnown {
                $0.addresses.isKnown { $0.map(\.address).sorted() == addresses.sorted() }
            }
        case .script(let host, let name, let isEnabled):
            observed.host(host).ctdb.scripts.isKnown { $0[name] == isEnabled }
        }
    }
}

extension CTDBPrecondition {
    /// What speaks against it now, in words; nil if it holds. Unknown speaks against it.
    func violation(in seen: ObservedHost) -> String? {
        switch self {
        case .lockMounted(_, let lock):
            seen.storage.mounts.refusal("the table of mounts") {
                lock.isMounted(in: $0) ? nil : "does not show volume \(lock.volume) on \(lock.mountPoint)"
            }
        case .nodeHealthy:
            seen.ctdb.view.refusal("what its ctdbd says") { view in
                view.ownNode?.isHealthy == true && view.isRecovering == .known(false)
                    ? nil : "does not call its node healthy"
            }
        }
    }
}
