/// What `wait` waits for: a state of the cluster or of one resource.
package struct WaitCondition: Sendable, Hashable, CustomStringConvertible {
    /// Nil is the Cluster.
    package let resource: ResourceID?
    package let state: State

    package init(_ resource: ResourceID?, _ state: State) {
        self.resource = resource
        self.state = state
    }

    /// What a status can be, as one word.
    package enum State: String, Sendable, Hashable, CaseIterable {
        /// As declared and healthy.
        case ready
        case synced
        case outOfSync = "out-of-sync"
        case healthy
        case degraded
        case failed
        /// The host answers; of a volume, each of its hosts does.
        case reachable
        case unreachable
        /// Nothing of the volume waits to be healed.
        case healed
        case held
        /// It needs an operator.
        case stalled
    }

    /// `GlusterVolume/engine=healed`, `ready`.
    package var description: String { (resource.map { "\($0)=" } ?? "") + state.rawValue }

    /// The hosts whose observation can change the answer; nil is all.
    package func hosts(in desired: DesiredState) -> Set<HostName>? {
        guard let resource else { return nil }
        switch resource.kind {
        case .host: return [HostName(resource.name)]
        case .glusterVolume:
            return desired.volumes.first { $0.id == resource }.map { Set($0.spec.allBricks.map(\.host)) }
        case .cluster, .volumeOptionGroup, .ctdbCluster, .nfsExport, .hostedEngine, .engineCluster, .storageDomain:
            return nil
        }
    }
}

/// Conditions of which one has to hold.
package struct WaitAlternatives: Sendable, Hashable, CustomStringConvertible {
    package let conditions: [WaitCondition]

    package init(_ conditions: [WaitCondition]) { self.conditions = conditions }

    package var description: String { conditions.map(\.description).joined(separator: " or ") }
}
