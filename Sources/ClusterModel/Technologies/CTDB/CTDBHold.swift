/// Why a step is not taken now: what CTDB shows.
package enum CTDBHold: Sendable, Hashable {
    /// The node is banned: after repeated failures, or by `ctdb ban`.
    case banned(HostName)
    /// `ctdb stop` was used on it.
    case stoppedByHand(HostName)
    /// `ctdb disable` was used on it.
    case disabledByHand(HostName)
    /// The daemon runs and has not yet become a healthy node: it starts, or the cluster recovers. `state` in CTDB's words.
    case settling(HostName, state: String)
    /// An event script fails, with this output; without a script, none of those that ran failed.
    case unhealthy(HostName, script: String?, output: String)
    /// Nothing is left that would serve the addresses.
    case lastHealthy(HostName)
    /// CTDB is away on another host, too: only one at a time is stopped.
    case otherAway(HostName, other: HostName)
    /// Hosts have different node lists, and none of them is the longer form of the others; by host.
    case nodeLists([String])
    /// The list names a node that is no host of the Cluster.
    case foreignNode(address: String)
    /// No single address of the host in CTDB's private network is found.
    case nodeAddress(HostName, name: String)
    /// The lock in force is another one: all daemons would have to be stopped before one starts with the new lock.
    case otherLock(HostName, found: String, expected: String)
    /// Files were made in the directory beneath the mount point.
    case beneathMount(HostName, path: String, entries: [String])
    /// No host has the address, or several have it.
    case holders(address: String, [HostName])
    /// A host that does not answer serves the address, as the others believe.
    case silentHolder(address: String, HostName)
    /// The host has no such event script.
    case noScript(HostName, name: String)

    /// The word in JSON and in the list of reasons (docs/reasons.md).
    package var reason: String {
        switch self {
        case .banned: "NodeBanned"
        case .stoppedByHand: "NodeStopped"
        case .disabledByHand: "NodeDisabled"
        case .settling: "NodeSettling"
        case .unhealthy: "NodeUnhealthy"
        case .lastHealthy: "LastHealthyNode"
        case .otherAway: "OtherNodeAway"
        case .nodeLists: "NodeListsDiffer"
        case .foreignNode: "ForeignNode"
        case .nodeAddress: "NodeAddressUnknown"
        case .otherLock: "OtherLock"
        case .beneathMount: "FilesBeneathMount"
        case .holders(_, let hosts): hosts.isEmpty ? "AddressNotServed" : "AddressServedTwice"
        case .silentHolder: "AddressHolderSilent"
        case .noScript: "NoEventScript"
        }
    }

    /// What ends the wait.
    package var resolution: WaitingOn.Resolution {
        switch self {
        case .settling: .automatic
        case .unhealthy, .lastHealthy, .otherAway, .holders, .silentHolder: .hostRecovery
        case .banned, .stoppedByHand, .disabledByHand, .nodeLists, .foreignNode, .nodeAddress, .otherLock,
            .beneathMount, .noScript:
            .operatorAction
        }
    }
}
